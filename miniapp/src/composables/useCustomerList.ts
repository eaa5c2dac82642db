import { computed, ref, watch } from "vue";
import { useRoute } from "vue-router";
import { pages as t } from "../../../models/shared/text/zhCN/pages";
import { UNOWNED } from "../../../models/shared/values/owner";
import { listRecords } from "../api/records";
import type { Query } from "../api/types";
import { useRecordList } from "./useRecordList";
import { useSettled } from "./useSettled";

const names = t.customers.views;

/** Saved views: a sort or a filter with a name. */
export const CUSTOMER_VIEWS = [
  { key: "recent", words: names.recent, query: { sort: "-lastContactAt" } },
  { key: "silent", words: names.silent, query: { sort: "lastContactAt" } },
  { key: "levelA", words: names.levelA, query: { level: "A", sort: "-lastContactAt" } },
  { key: "levelB", words: names.levelB, query: { level: "B", sort: "-lastContactAt" } },
  { key: "updated", words: names.updated, query: { sort: "-updatedAt" } },
  { key: "person", words: names.person, query: { kind: "person", sort: "-lastContactAt" } },
] as const;

export type CustomerView = (typeof CUSTOMER_VIEWS)[number]["key"];

const isView = (value: unknown): value is CustomerView => CUSTOMER_VIEWS.some((view) => view.key === value);

/** The list of customers under one of its views, narrowed by words where the screen has room for a search box. */
export function useCustomerList() {
  const route = useRoute();
  const view = ref<CustomerView>(isView(route.query.view) ? route.query.view : "recent");
  const words = ref("");
  const settled = useSettled(words);

  const query = computed((): Query => {
    const chosen = CUSTOMER_VIEWS.find((one) => one.key === view.value) ?? CUSTOMER_VIEWS[0];
    // The public pool has a page of its own.
    return { ...chosen.query, owner: `!${UNOWNED}`, q: settled.value };
  });
  const list = useRecordList((cursor) => listRecords("customer", { ...query.value, cursor }));

  watch(query, () => void list.restart());
  watch(
    () => route.query.view,
    (asked) => isView(asked) && (view.value = asked),
  );
  return { ...list, view, words };
}
