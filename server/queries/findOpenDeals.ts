import { models } from "../../models";
import type { Opportunity } from "../../models/shared/entities/opportunity";
import { CLOSED_STAGES } from "../../models/shared/values/stage";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { readable } from "./readable";
import { toVisible } from "./toVisible";

const MOST = 1000;

/** The open deals the actor may see, the largest first; of these customers only, where some are given. */
export async function findOpenDeals(ctx: Ctx, customers: string[] | null): Promise<Opportunity[]> {
  const theirs = customers ? { customer: { $in: customers } } : {};
  const filter = { $and: [readable(ctx, "opportunity"), { stage: { $nin: [...CLOSED_STAGES] }, ...theirs }] };
  const rows = await models.opportunity.find(filter).sort({ amount: -1, _id: 1 }).limit(MOST).lean<StoredRow[]>();
  return rows.map(toVisible(ctx, "opportunity"));
}
