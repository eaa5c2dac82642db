import { computed, shallowRef } from "vue";
import { toFailure, type Failure } from "./failure";
import { useLoad } from "./useLoad";

interface Versioned<T> {
  version: number;
  value: T;
}

/** What the company sets, as it is being changed, and stored with the version it was read at. */
export function useSettingForm<T extends object>(
  get: () => Promise<Versioned<T>>,
  set: (setting: Versioned<T>) => Promise<unknown>,
) {
  const { data: loaded, reload } = useLoad(get);
  const edited = shallowRef<T | null>(null);
  const refusal = shallowRef<Failure | null>(null);
  const value = computed(() => edited.value ?? loaded.value?.value ?? null);
  const isChanged = computed(() => edited.value !== null);

  function change(part: Partial<T>) {
    if (value.value) edited.value = { ...value.value, ...part };
  }

  async function save() {
    if (!edited.value || !loaded.value) return;
    refusal.value = null;
    try {
      await set({ version: loaded.value.version, value: edited.value });
      edited.value = null;
      await reload();
    } catch (error) {
      refusal.value = toFailure(error);
    }
  }

  return { value, isChanged, refusal, change, save };
}

/** A whole number of at least one. */
export const wholeNumber = (text: string) => Math.max(1, Math.trunc(Number(text)) || 1);
