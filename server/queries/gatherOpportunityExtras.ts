import { models } from "../../models";
import { stageName } from "../../models/shared/values/pipeline";
import type { Risk } from "../../models/shared/values/risk";
import type { Opportunity } from "../../models/shared/entities/opportunity";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { readableAmong } from "./readable";
import { readRiskRules } from "./readSetting";
import { assessDeal } from "./risks/assess";

/** What a deal shows beside its own fields. */
export interface OpportunityExtras {
  stageName: string | null;
  /** The stage a manager is asked about; null when nobody is. */
  waitingFor: { approval: string; stage: string; stageName: string } | null;
  risk: Risk | null;
}

/** For a whole page of deals at once. */
export async function gatherOpportunityExtras(ctx: Ctx, deals: Opportunity[]): Promise<Map<string, OpportunityExtras>> {
  const rules = await readRiskRules(ctx.now);
  const named = (stage: string) => stageName(rules.pipeline, stage);
  const filter = {
    $and: [readableAmong(ctx, "approval"), { opportunity: { $in: deals.map(({ id }) => id) }, state: "open" }],
  };
  const rows = await models.approval.find(filter, { opportunity: 1, stage: 1 }).lean<StoredRow[]>();
  const waiting = new Map(
    rows.map((row) => [String(row.opportunity), { approval: row._id, stage: String(row.stage) }]),
  );
  return new Map(
    deals.map((deal) => {
      const { id, stage } = deal;
      const asked = waiting.get(id);
      const waitingFor = asked ? { ...asked, stageName: named(asked.stage) } : null;
      return [id, { stageName: stage && named(stage), waitingFor, risk: assessDeal(deal, rules) }];
    }),
  );
}
