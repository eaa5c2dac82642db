import { computed, ref, shallowRef, watch } from "vue";
import { getRecord, listRecords } from "../api/records";
import { useLoad } from "./useLoad";
import { useSettled } from "./useSettled";

interface Choice {
  id: string;
  name: string;
}

const SHOWN = 20;

/** Which customer something is about; starts with the one whose page we came from. */
export function useCustomerChoice(initialId: string | null) {
  const chosen = shallowRef<Choice | null>(null);
  const words = ref("");
  const question = useSettled(words);
  const { data, reload } = useLoad(() => listRecords("customer", { q: question.value, limit: SHOWN }));
  watch(question, () => void reload());

  // Not being able to read it means not being able to hang anything on it: then none is chosen.
  const initial = initialId === null ? null : useLoad(() => getRecord("customer", initialId));
  watch(
    () => initial?.data.value,
    (found) => (chosen.value ??= found ?? null),
  );

  return {
    chosen,
    words,
    items: computed((): Choice[] => data.value?.items ?? []),
    choose: (customer: Choice | null) => (chosen.value = customer),
  };
}
