import { ref, shallowRef } from "vue";
import { stageNames } from "../../../models/shared/text/zhCN/fields";
import { pages as t } from "../../../models/shared/text/zhCN/pages";
import { recordPath } from "../api/records";
import type { OpportunityItem } from "../api/types";
import { nextStage } from "../format/deals";
import { toFailure, type Failure } from "./failure";
import { useOutbox } from "./useOutbox";

/** Moves a deal one stage on. */
export function useAdvance() {
  const { submit } = useOutbox();
  const movingId = ref<string | null>(null);
  const refusal = shallowRef<Failure | null>(null);

  async function advance(deal: OpportunityItem) {
    const stage = nextStage(deal.stage);
    if (stage === null || movingId.value !== null) return;
    movingId.value = deal.id;
    refusal.value = null;
    const label = `${deal.customerName ?? deal.name} ${t.opportunities.advance(stageNames[stage])}`;
    const body = { version: deal.version, stage };
    try {
      await submit({ label, method: "PATCH", path: recordPath("opportunity", deal.id), body });
    } catch (error) {
      refusal.value = toFailure(error);
    } finally {
      movingId.value = null;
    }
  }

  return { advance, movingId, refusal };
}
