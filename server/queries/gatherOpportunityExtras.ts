import { models } from "../../models";
import { stageName } from "../../models/shared/values/pipeline";
import type { Opportunity } from "../../models/shared/entities/opportunity";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { readable } from "./readable";
import { readPipeline } from "./readSetting";

/** What a deal shows beside its own fields. */
export interface OpportunityExtras {
  stageName: string | null;
  /** The stage a manager is asked about; null when nobody is. */
  waitingFor: { approval: string; stage: string; stageName: string } | null;
}

/** For a whole page of deals at once. */
export async function gatherOpportunityExtras(ctx: Ctx, deals: Opportunity[]): Promise<Map<string, OpportunityExtras>> {
  const pipeline = await readPipeline();
  const named = (stage: string) => stageName(pipeline, stage);
  const filter = {
    $and: [readable(ctx, "approval"), { opportunity: { $in: deals.map(({ id }) => id) }, state: "open" }],
  };
  const rows = await models.approval.find(filter, { opportunity: 1, stage: 1 }).lean<StoredRow[]>();
  const waiting = new Map(
    rows.map((row) => [String(row.opportunity), { approval: row._id, stage: String(row.stage) }]),
  );
  return new Map(
    deals.map(({ id, stage }) => {
      const asked = waiting.get(id);
      const waitingFor = asked ? { ...asked, stageName: named(asked.stage) } : null;
      return [id, { stageName: stage && named(stage), waitingFor }];
    }),
  );
}
