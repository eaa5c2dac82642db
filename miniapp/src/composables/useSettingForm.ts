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
  const { saving, refusal, problem, save: send } = useSave();
  /** What was changed here alone: what somebody else changes meanwhile shows beside it, and stays. */
  const changes = shallowRef<Partial<T>>({});
  const isChanged = ref(false);
  const value = computed((): T | null => loaded.value && { ...loaded.value.value, ...changes.value });
  // What waits for the network stays on the screen until the server has it.
  watch(loaded, () => {
    if (!isChanged.value) changes.value = {};
  });

  function change(part: Partial<T>) {
    changes.value = { ...changes.value, ...part };
    isChanged.value = true;
  }

  /** @returns the value as it is stored now; null when it was refused, or waits */
  async function save(): Promise<T | null> {
    if (!loaded.value || Object.keys(changes.value).length === 0) return null;
    const body = { version: loaded.value.version, value: value.value };
    const sent = await send<Versioned<T>>({ label, method: "PATCH", path, body });
    // Somebody was faster: the next try is of what is there now.
    if (!sent && problem.value?.code === "stale_version") await reload();
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
