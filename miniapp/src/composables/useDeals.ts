import { computed, ref, watch } from "vue";
import { monthOf } from "../../../models/shared/values/period";
import { listRecords } from "../api/records";
import { getForecast, getFunnel } from "../api/selling";
import type { OpportunityItem } from "../api/types";
import { useCurrentDay } from "./useCurrentDay";
import { useLoad } from "./useLoad";
import { loadPipeline } from "./usePipeline";

/** As many per stage as one looks at; count and sum are those of all. */
const PER_STAGE = 100;

export interface DealColumn {
  stage: string;
  name: string;
  deals: OpportunityItem[];
  count: number;
  sum: number;
}

async function loadBoard(owner: string, month: string) {
  const whose = owner === "" ? undefined : owner;
  const { stages } = await loadPipeline();
  const funnel = await getFunnel(whose);
  const forecast = await getForecast(whose);
  const tallies = new Map(funnel.stages.map((one) => [one.stage, one]));
  const columns = await Promise.all(
    stages.map(async ({ key, name }): Promise<DealColumn> => {
      const page = await listRecords("opportunity", { stage: key, owner: whose, sort: "-amount", limit: PER_STAGE });
      const { count = 0, amount = 0 } = tallies.get(key) ?? {};
      return { stage: key, name, deals: page.items, count, sum: amount };
    }),
  );
  const expected = forecast.months.find((one) => one.month === month)?.amount ?? 0;
  return { columns, expected, members: funnel.members };
}

/** All open deals, one column per stage; everybody's, or one colleague's. */
export function useDeals() {
  const today = useCurrentDay();
  const owner = ref("");
  const { data, loading, failure, reload } = useLoad(() => loadBoard(owner.value, monthOf(today.value)));
  watch(owner, () => void reload());
  const columns = computed(() => data.value?.columns ?? null);
  const total = (of: (column: DealColumn) => number) =>
    computed(() => columns.value?.reduce((sum, one) => sum + of(one), 0) ?? 0);
  return {
    ...{ columns, loading, failure, reload, owner, active: ref("") },
    count: total((column) => column.count),
    sum: total((column) => column.sum),
    expected: computed(() => data.value?.expected ?? 0),
    members: computed(() => data.value?.members ?? []),
  };
}
