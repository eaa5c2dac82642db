import { computed, ref } from "vue";
import { listRecords } from "../api/records";
import type { OpportunityItem } from "../api/types";
import { sumOf } from "../format/deals";
import { useLoad } from "./useLoad";
import { loadPipeline } from "./usePipeline";

/** As many per stage as one looks at; the count stays true beyond it. */
const PER_STAGE = 100;

export interface DealColumn {
  stage: string;
  name: string;
  deals: OpportunityItem[];
  count: number;
  sum: number;
}

async function loadColumns(): Promise<DealColumn[]> {
  const { stages } = await loadPipeline();
  return Promise.all(
    stages.map(async ({ key, name }) => {
      const page = await listRecords("opportunity", { stage: key, sort: "-amount", limit: PER_STAGE });
      return { stage: key, name, deals: page.items, count: page.approximateTotal, sum: sumOf(page.items) };
    }),
  );
}

/** All open deals, one column per stage. */
export function useDeals() {
  const { data: columns, loading, failure, reload } = useLoad(loadColumns);
  const all = computed(() => columns.value?.flatMap((column) => column.deals) ?? []);
  const count = computed(() => columns.value?.reduce((sum, column) => sum + column.count, 0) ?? 0);
  return { columns, all, count, loading, failure, reload, active: ref("") };
}
