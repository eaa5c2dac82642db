import { Opportunity } from "../../models";
import { entities } from "../../models/shared/entities";
import type { Customer } from "../../models/shared/entities/customer";
import type { Opportunity as OpportunityRecord } from "../../models/shared/entities/opportunity";
import { t } from "../../models/shared/text/zhCN/chat";
import { STAGES, type Stage } from "../../models/shared/values/stage";
import { bareCompany } from "../../models/shared/values/companyName";
import { toRecord, type StoredRow } from "../../models/storedRecord";
import { loseOpportunity } from "../../server/commands/opportunity/loseOpportunity";
import { winOpportunity } from "../../server/commands/opportunity/winOpportunity";
import { createRecord, updateRecord } from "../../server/commands/records";
import type { Ctx } from "../../server/context";
import type { Draft, Matter } from "./draft";

export type DealOutcome =
  | { kind: "written"; before: OpportunityRecord | null; after: OpportunityRecord }
  /** Several deals are open and the words do not say which; nothing was changed. */
  | { kind: "several"; count: number }
  /** A stage was said, but there is no deal to move. */
  | { kind: "none" };

/** The deals of a customer that are neither won nor lost, the freshest first. */
export async function openDeals(customer: string): Promise<OpportunityRecord[]> {
  const rows = await Opportunity.find({ customer, archivedAt: null, stage: { $nin: ["won", "lost"] } })
    .sort({ updatedAt: -1 })
    .limit(20)
    .lean<StoredRow[]>();
  return rows.map((row) => toRecord(entities.opportunity, row) as unknown as OpportunityRecord);
}

export const concernsDeal = (matter: Matter) => Boolean(matter.amount ?? matter.stage);

export const isClosing = (matter: Matter) => matter.stage?.value === "won" || matter.stage?.value === "lost";

/** The stage a matter puts a deal in. Talk only ever moves it on; back it goes when somebody says so outright. */
export function stageOf({ reading }: Draft, matter: Matter, deal: { stage: Stage | null } | null): Stage | undefined {
  const said = matter.stage?.value;
  if (!said || reading.intent === "update_opportunity" || isClosing(matter)) return said;
  return deal?.stage && STAGES.indexOf(said) < STAGES.indexOf(deal.stage) ? undefined : said;
}

function changesOf(draft: Draft, matter: Matter, deal: OpportunityRecord | null) {
  const amount = matter.amount?.value;
  const stage = stageOf(draft, matter, deal);
  return {
    ...(amount
      ? { amount: amount.amount, amountMin: amount.amountMin ?? null, amountMax: amount.amountMax ?? null }
      : {}),
    ...(stage && stage !== "won" && stage !== "lost" ? { stage } : {}),
  };
}

async function close(ctx: Ctx, deal: OpportunityRecord, matter: Matter): Promise<OpportunityRecord> {
  if (matter.stage?.value === "won") return winOpportunity(ctx, { id: deal.id, amount: matter.amount?.value.amount });
  if (matter.stage?.value === "lost")
    return loseOpportunity(ctx, { id: deal.id, lossReason: matter.lossReason?.value });
  return deal;
}

interface Said {
  draft: Draft;
  matter: Matter;
}

function createDeal(ctx: Ctx, customer: Customer, { draft, matter }: Said): Promise<OpportunityRecord> {
  const name = t.dealName(matter.products[0]?.value ?? bareCompany(customer.name)).slice(0, 80);
  return createRecord(ctx, "opportunity", { customer: customer.id, name, ...changesOf(draft, matter, null) });
}

/** Writes what a matter says about money and stage to the one open deal, or opens one when money was named. */
export async function applyOpportunity(ctx: Ctx, customer: Customer, said: Said): Promise<DealOutcome> {
  const { draft, matter } = said;
  const [deal, ...others] = await openDeals(customer.id);
  if (others.length > 0) return { kind: "several", count: others.length + 1 };
  if (!deal) {
    if (!matter.amount) return { kind: "none" };
    const created = await createDeal(ctx, customer, said);
    return { kind: "written", before: null, after: await close(ctx, created, matter) };
  }
  const updated = await updateRecord(ctx, "opportunity", { id: deal.id, changes: changesOf(draft, matter, deal) });
  return { kind: "written", before: deal, after: await close(ctx, updated, matter) };
}
