import { computed, ref, shallowRef } from "vue";
import type { Page } from "../api/types";
import { toFailure, type Failure } from "./failure";
import { onBackOnline } from "./useOnline";
import { onWritten } from "./useWrites";

type FetchPage<T> = (cursor: string | null) => Promise<Page<T>>;

/** A row that moved between two pages while we scrolled is shown once. */
export function mergeById<T extends { id: string }>(shown: readonly T[], more: readonly T[]): T[] {
  const known = new Set(shown.map((item) => item.id));
  return [...shown, ...more.filter((item) => !known.has(item.id))];
}

/** From the top, as far as it was shown: a reload must not move what is under the thumb. */
async function fetchFromTop<T extends { id: string }>(fetchPage: FetchPage<T>, wanted: number): Promise<Page<T>> {
  let page = await fetchPage(null);
  let items = page.items;
  while (page.nextCursor !== null && items.length < wanted) {
    page = await fetchPage(page.nextCursor);
    items = mergeById(items, page.items);
  }
  return { ...page, items };
}

/**
 * The only place that knows how a list loads. `loading`, `finished` and `error` are the three words of Vant's List.
 *
 * @param fetchPage asks for the page after `cursor`, null for the first.
 */
export function useRecordList<T extends { id: string }>(fetchPage: FetchPage<T>) {
  const items = shallowRef<T[]>([]);
  const loading = ref(false);
  const failure = shallowRef<Failure | null>(null);
  const last = shallowRef<Page<T> | null>(null);
  /** Answers to a former question are dropped. */
  let run = 0;

  async function take(fetch: () => Promise<Page<T>>) {
    const mine = ++run;
    loading.value = true;
    failure.value = null;
    try {
      const page = await fetch();
      if (mine === run) [items.value, last.value] = [page.items, page];
    } catch (error) {
      if (mine === run) failure.value = toFailure(error);
    } finally {
      if (mine === run) loading.value = false;
    }
  }

  const finished = computed(() => last.value?.nextCursor === null);
  const reload = () => take(() => fetchFromTop(fetchPage, items.value.length));

  /** The next page; Vant's List calls it near the end, and after an error when tapped. */
  async function loadMore() {
    const cursor = last.value?.nextCursor;
    if (loading.value || cursor === null) return;
    if (cursor === undefined) return reload();
    await take(async () => {
      const page = await fetchPage(cursor);
      return { ...page, items: mergeById(items.value, page.items) };
    });
  }

  /** Another question: nothing of the former answer may stay. */
  function restart() {
    items.value = [];
    last.value = null;
    return reload();
  }

  onWritten(() => void reload());
  onBackOnline(() => void reload());
  void reload();

  const error = computed(() => failure.value !== null);
  const total = computed(() => last.value?.approximateTotal ?? null);
  const isEmpty = computed(() => finished.value && items.value.length === 0);
  /** What RecordList is given. */
  const bindings = computed(() => {
    const state = { loading: loading.value, finished: finished.value, error: error.value, failure: failure.value };
    return { items: items.value, ...state, onMore: loadMore, onRetry: reload };
  });
  return { items, loading, finished, error, failure, total, isEmpty, bindings, reload, loadMore, restart };
}
