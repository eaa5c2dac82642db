import { ref, shallowRef } from "vue";
import { pages as t } from "../../../models/shared/text/zhCN/pages";
import { nextStage, stageName } from "../../../models/shared/values/pipeline";
import { recordPath } from "../api/records";
import type { OpportunityItem } from "../api/types";
import { toFailure, type Failure } from "./failure";
import { useOutbox } from "./useOutbox";
import { usePipeline } from "./usePipeline";

/** Moves a deal one stage on. */
export function useAdvance() {
  const { submit } = useOutbox();
  const pipeline = usePipeline();
  const movingId = ref<string | null>(null);
  const refusal = shallowRef<Failure | null>(null);

  async function advance(deal: OpportunityItem) {
    const stage = nextStage(pipeline.value, deal.stage);
    if (stage === null || movingId.value !== null) return;
    movingId.value = deal.id;
    refusal.value = null;
    const label = `${deal.customerName ?? deal.name} ${t.opportunities.advance(stageName(pipeline.value, stage))}`;
    try {
      await submit({ label, method: "POST", path: `${recordPath("opportunity", deal.id)}/move`, body: { stage } });
    } catch (error) {
      refusal.value = toFailure(error);
    } finally {
      movingId.value = null;
    }
  }

  return { advance, movingId, refusal };
}
