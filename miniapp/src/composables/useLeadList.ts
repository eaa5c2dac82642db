import { computed, ref, watch } from "vue";
import { useRoute } from "vue-router";
import { leadPages } from "../../../models/shared/text/zhCN/leadPages";
import { listRecords } from "../api/records";
import type { Query } from "../api/types";
import { useRecordList } from "./useRecordList";
import { useSettled } from "./useSettled";

const names = leadPages.list.views;

export const LEAD_VIEWS = [
  { key: "open", words: names.open, query: { state: "new,assigned,working", sort: "-updatedAt" } },
  { key: "waiting", words: names.waiting, query: { state: "assigned", sort: "answerBy" } },
  { key: "unowned", words: names.unowned, query: { state: "new", sort: "-createdAt" } },
  { key: "working", words: names.working, query: { state: "working", sort: "-updatedAt" } },
  { key: "best", words: names.best, query: { state: "new,assigned,working", sort: "-score" } },
  { key: "converted", words: names.converted, query: { state: "converted", sort: "-updatedAt" } },
  { key: "invalid", words: names.invalid, query: { state: "invalid", sort: "-updatedAt" } },
] as const;

export type LeadView = (typeof LEAD_VIEWS)[number]["key"];
const isView = (value: unknown): value is LeadView => LEAD_VIEWS.some((view) => view.key === value);

/** The list of leads under one of its views, narrowed by words. */
export function useLeadList() {
  const route = useRoute();
  const view = ref<LeadView>(isView(route.query.view) ? route.query.view : "open");
  const words = ref("");
  const settled = useSettled(words);

  const query = computed((): Query => {
    const chosen = LEAD_VIEWS.find((one) => one.key === view.value) ?? LEAD_VIEWS[0];
    return { ...chosen.query, q: settled.value };
  });
  const list = useRecordList((cursor) => listRecords("lead", { ...query.value, cursor }));

  watch(query, () => void list.restart());
  return { ...list, view, words };
}
