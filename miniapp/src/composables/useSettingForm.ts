import { computed, ref, shallowRef, watch } from "vue";
import type { Versioned } from "../../../models/shared/contracts/versioned";
import { useLoad } from "./useLoad";
import { useSave } from "./useSave";

interface SettingAt<T> {
  get: () => Promise<Versioned<T>>;
  path: string;
  /** What the list of waiting things calls the change. */
  label: string;
}

/** What the company sets, as it is being changed, and stored with the version it was read at. */
export function useSettingForm<T extends object>({ get, path, label }: SettingAt<T>) {
  const { data: loaded, loading, failure, reload } = useLoad(get);
  const { saving, refusal, save: send } = useSave();
  const edited = shallowRef<T | null>(null);
  const isChanged = ref(false);
  const value = computed((): T | null => edited.value ?? loaded.value?.value ?? null);
  // What waits for the network stays on the screen until the server has it.
  watch(loaded, () => {
    if (!isChanged.value) edited.value = null;
  });

  function change(part: Partial<T>) {
    if (!value.value) return;
    edited.value = { ...value.value, ...part };
    isChanged.value = true;
  }

  /** @returns the value as it is stored now; null when it was refused, or waits */
  async function save(): Promise<T | null> {
    if (!edited.value || !loaded.value) return null;
    const body = { version: loaded.value.version, value: edited.value };
    const sent = await send<Versioned<T>>({ label, method: "PATCH", path, body });
    if (!sent) return null;
    isChanged.value = false;
    if (sent.state === "queued") return null;
    loaded.value = sent.answer;
    return sent.answer.value;
  }

  return { value, isChanged, loading, failure, reload, saving, refusal, change, save };
}

/** A whole number of at least one. */
export const wholeNumber = (text: string) => Math.max(1, Math.trunc(Number(text)) || 1);
