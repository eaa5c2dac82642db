import { computed, ref } from "vue";
import type { Stage } from "../../../models/shared/values/stage";
import { listRecords } from "../api/records";
import type { OpportunityItem } from "../api/types";
import { OPEN_STAGES, sumOf } from "../format/deals";
import { useLoad } from "./useLoad";

/** As many per stage as one looks at; the count stays true beyond it. */
const PER_STAGE = 100;

export interface DealColumn {
  stage: Stage;
  deals: OpportunityItem[];
  count: number;
  sum: number;
}

/** All open deals, one column per stage. */
export function useDeals() {
  const { data, loading, failure, reload } = useLoad(() =>
    Promise.all(OPEN_STAGES.map((stage) => listRecords("opportunity", { stage, sort: "-amount", limit: PER_STAGE }))),
  );
  const columns = computed((): DealColumn[] | null =>
    data.value === null
      ? null
      : OPEN_STAGES.map((stage, at) => {
          const page = data.value?.[at];
          const deals = page?.items ?? [];
          return { stage, deals, count: page?.approximateTotal ?? 0, sum: sumOf(deals) };
        }),
  );
  const all = computed(() => columns.value?.flatMap((column) => column.deals) ?? []);
  const count = computed(() => columns.value?.reduce((sum, column) => sum + column.count, 0) ?? 0);
  return { columns, all, count, loading, failure, reload, active: ref<Stage>("contacted") };
}
