import { Opportunity } from "../../models";
import type { Opportunity as OpportunityRecord } from "../../models/shared/entities/opportunity";
import type { Pipeline } from "../../models/shared/values/pipeline";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../../server/context";
import { readableAmong } from "../../server/queries/readable";
import { toVisible } from "../../server/queries/toVisible";
import { concernsDeal, stageSaid } from "./dealWords";
import type { Draft, Matter } from "./draft";
import type { Settled } from "./resolve";

/** Which open deal a matter is about. */
export type DealFound =
  | { kind: "one"; deal: OpportunityRecord }
  | { kind: "none"; deal: null }
  /** The words do not say which; `isLeft` when it was asked and the answer was: none of them. */
  | { kind: "several"; deal: null; deals: OpportunityRecord[]; isLeft: boolean };

/** The deals of a customer that are neither won nor lost, the freshest first. */
async function openDeals(ctx: Ctx, customer: string): Promise<OpportunityRecord[]> {
  const rows = await Opportunity.find({
    $and: [readableAmong(ctx, "opportunity"), { customer, stage: { $nin: ["won", "lost"] } }],
  })
    .sort({ updatedAt: -1 })
    .limit(20)
    .lean<StoredRow[]>();
  return rows.map(toVisible(ctx, "opportunity"));
}

/** The one that was picked, or the only one whose name holds the goods that were named. */
function pickDeal(deals: OpportunityRecord[], matter: Matter | undefined, picked: string | null | undefined) {
  if (picked !== undefined) return deals.find(({ id }) => id === picked);
  const [named, ...others] = deals.filter(({ name }) => matter?.products.some(({ value }) => name.includes(value)));
  return others.length === 0 ? named : undefined;
}

/** @param at which matter of which draft */
export async function findDeal(
  ctx: Ctx,
  customer: string,
  { draft, index }: { draft: Draft; index: number },
): Promise<DealFound> {
  const deals = await openDeals(ctx, customer);
  const [only, ...others] = deals;
  if (!only) return { kind: "none", deal: null };
  if (others.length === 0) return { kind: "one", deal: only };
  const picked = draft.deals?.[String(index)];
  const deal = pickDeal(deals, draft.reading.matters[index], picked);
  return deal ? { kind: "one", deal } : { kind: "several", deal: null, deals, isLeft: picked === null };
}

/** Whether a matter would change a deal, so that it matters which. */
export const wantsDeal = ({ reading }: Draft, matter: Matter) =>
  concernsDeal(matter) || reading.intent === "update_opportunity";

/** Whether it makes a difference to a deal that it was meant: talk of a stage it is past does not. */
export function wouldChange(
  pipeline: Pipeline,
  draft: Draft,
  { matter, deal }: { matter: Matter; deal: OpportunityRecord },
): boolean {
  if (matter.amount ?? matter.onHold) return true;
  const said = stageSaid(pipeline, draft, { matter, deal });
  return said !== undefined && said.key !== deal.stage;
}

/** A matter that is known to be about somebody, with the deal it is about; null where no deal is meant. */
export interface Aim {
  resolution: Settled;
  found: DealFound | null;
}

/** @param resolutions of the matters of the draft, in their order */
export async function aimAt(ctx: Ctx, draft: Draft, resolutions: Settled[]): Promise<Aim[]> {
  const aims: Aim[] = [];
  for (const [index, resolution] of resolutions.entries()) {
    const matter = draft.reading.matters[index];
    const isWanted = resolution.kind === "one" && matter && wantsDeal(draft, matter);
    const found = isWanted ? await findDeal(ctx, resolution.customer.id, { draft, index }) : null;
    aims.push({ resolution, found });
  }
  return aims;
}
