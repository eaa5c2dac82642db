import { computed, ref, watch } from "vue";
import { useRoute, useRouter } from "vue-router";
import { listRecords } from "../api/records";
import type { Page, Query } from "../api/types";
import { useRecordList } from "./useRecordList";
import { useSettled } from "./useSettled";

const FIRST = 5;

/** Nothing is asked before somebody asked. */
const nothing = <T>(): Page<T> => ({ items: [], nextCursor: null, approximateTotal: 0 });

function useHits<T extends { id: string }>(ask: (query: Query) => Promise<Page<T>>, question: () => string) {
  return useRecordList<T>((cursor) =>
    question() ? ask({ q: question(), limit: FIRST, cursor }) : Promise.resolve(nothing<T>()),
  );
}

/** One question, asked of customers, of what was said, and of deals. The address keeps it. */
export function useSearch() {
  const route = useRoute();
  const router = useRouter();
  const words = ref(typeof route.query.q === "string" ? route.query.q : "");
  const question = useSettled(words);

  const customers = useHits(
    (query) => listRecords("customer", query),
    () => question.value,
  );
  const followUps = useHits(
    (query) => listRecords("followUp", query),
    () => question.value,
  );
  const opportunities = useHits(
    (query) => listRecords("opportunity", query),
    () => question.value,
  );
  const all = [customers, followUps, opportunities];

  watch(question, (q) => {
    void router.replace({ query: q ? { q } : {} });
    for (const hits of all) void hits.restart();
  });

  return {
    ...{ words, question, customers, followUps, opportunities },
    isEmpty: computed(() => all.every((hits) => hits.isEmpty.value)),
    loading: computed(() => all.some((hits) => hits.loading.value)),
    hasAny: computed(() => all.some((hits) => hits.items.value.length > 0)),
    failure: computed(() => all.map((hits) => hits.failure.value).find(Boolean) ?? null),
    retry: () => all.forEach((hits) => void hits.reload()),
  };
}
