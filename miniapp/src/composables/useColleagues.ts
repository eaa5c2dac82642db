import { computed, ref, watch } from "vue";
import { listColleagues, type Given } from "../api/rights";
import { useLoad } from "./useLoad";
import { useSession } from "./useSession";
import { useSettled } from "./useSettled";

/** Colleagues by what is typed of their names, and by what they may have; oneself is none. */
export function useColleagues(mayOwn: Given) {
  const { user } = useSession();
  const words = ref("");
  const question = useSettled(words);
  const { data, loading, failure, reload } = useLoad(() => listColleagues(question.value, mayOwn));
  watch(question, () => void reload());
  const items = computed(() => data.value?.items.filter(({ id }) => id !== user.value?.id) ?? null);
  return { words, items, loading, failure, reload };
}
