import { ref, watch, type Ref } from "vue";
import { readStored, removeStored, writeStored } from "./storage";
import { useSession } from "./useSession";

/** A form that survives a closed page. `wasKept` tells that something was left from last time. */
export function useDraft<T extends object>(name: string, initial: T) {
  const store = `draft.${useSession().user.value?.id ?? ""}.${name}`;
  const kept = readStored<Partial<T> | null>(store, null);
  const form = ref({ ...initial, ...kept }) as Ref<T>;
  const wasKept = ref(kept !== null);

  const stop = watch(form, (value) => writeStored(store, value), { deep: true });

  /** After saving: what is stored on the server is no draft any more. */
  function forget() {
    stop();
    removeStored(store);
    wasKept.value = false;
  }

  function reset(value: T) {
    form.value = { ...value };
    removeStored(store);
    wasKept.value = false;
  }
  return { form, wasKept, forget, reset };
}
