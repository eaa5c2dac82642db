import { computed, ref, watch } from "vue";
import { poolPages as t } from "../../../models/shared/text/zhCN/poolPages";
import { UNOWNED } from "../../../models/shared/values/owner";
import { listRecords } from "../api/records";
import type { Query } from "../api/types";
import { useRecordList } from "./useRecordList";
import { useSettled } from "./useSettled";

export const POOL_SORTS = [
  { key: "talked", words: t.sorts.talked, sort: "-lastContactAt" },
  { key: "pooled", words: t.sorts.pooled, sort: "-pooledAt" },
  { key: "silent", words: t.sorts.silent, sort: "lastContactAt" },
] as const;

/** Customers nobody has, in some order, narrowed by words and level. */
export function usePoolList() {
  const order = ref<(typeof POOL_SORTS)[number]["key"]>("talked");
  const level = ref("");
  const words = ref("");
  const settled = useSettled(words);
  const query = computed((): Query => {
    const { sort } = POOL_SORTS.find(({ key }) => key === order.value) ?? POOL_SORTS[0];
    return { owner: UNOWNED, sort, q: settled.value, ...(level.value ? { level: level.value } : {}) };
  });
  const list = useRecordList((cursor) => listRecords("customer", { ...query.value, cursor }));
  watch(query, () => void list.restart());
  return { ...list, order, level, words, isNarrowed: computed(() => words.value !== "" || level.value !== "") };
}
