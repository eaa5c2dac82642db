import type { Customer } from "../../models/shared/entities/customer";
import type { Opportunity as OpportunityRecord } from "../../models/shared/entities/opportunity";
import type { Pipeline } from "../../models/shared/values/pipeline";
import { t } from "../../models/shared/text/zhCN/chat";
import { bareCompany } from "../../models/shared/values/companyName";
import { isClosed } from "../../models/shared/values/stage";
import { holdOpportunity } from "../../server/commands/opportunity/holdOpportunity";
import { loseOpportunity } from "../../server/commands/opportunity/loseOpportunity";
import { moveOpportunity } from "../../server/commands/opportunity/moveOpportunity";
import { winOpportunity } from "../../server/commands/opportunity/winOpportunity";
import { createRecord, updateRecord } from "../../server/commands/records";
import type { Ctx } from "../../server/context";
import { AppError, type GateProblem } from "../../server/errors";
import { readPipeline } from "../../server/queries/readSetting";
import type { Draft, Matter } from "./draft";
import { findDeal, type DealFound } from "./findDeal";
import { holdUntil, stageSaid } from "./dealWords";

/** Why a deal did not get to the stage that was said. */
export type Stopped =
  | { kind: "gate"; gate: GateProblem }
  /** A manager was asked. */
  | { kind: "waiting" }
  /** Nobody leads the rep. */
  | { kind: "noApprover" }
  /** The amount stays as it was: a gate behind would have wanted a manager's yes to that much. */
  | { kind: "figures" };

export type DealOutcome =
  | {
      kind: "written";
      before: OpportunityRecord | null;
      after: OpportunityRecord;
      pipeline: Pipeline;
      stopped: Stopped | null;
    }
  /** Several deals are open, and none of them was meant; nothing was changed. */
  | { kind: "several"; count: number }
  /** A stage was said, but there is no deal to move. */
  | { kind: "none" };

interface Said {
  draft: Draft;
  matter: Matter;
  /** Which matter of the draft. */
  index: number;
  /** The deal it is about, where that was looked up and nothing was written since. */
  found: DealFound | null;
}

/** What the words say of the deal itself, its stage aside. */
function factsOf({ matter }: Said) {
  const amount = matter.amount?.value;
  return amount
    ? { amount: amount.amount, amountMin: amount.amountMin ?? null, amountMax: amount.amountMax ?? null }
    : {};
}

function createDeal(ctx: Ctx, customer: Customer, said: Said): Promise<OpportunityRecord> {
  const name = t.dealName(said.matter.products[0]?.value ?? bareCompany(customer.name)).slice(0, 80);
  return createRecord(ctx, "opportunity", { customer: customer.id, name, ...factsOf(said) });
}

function enter(ctx: Ctx, { id }: OpportunityRecord, move: { stage: string; matter: Matter }) {
  const { stage, matter } = move;
  if (stage === "won") return winOpportunity(ctx, { id });
  if (stage !== "lost") return moveOpportunity(ctx, { id, stage });
  const competitors = matter.competitors.map((competitor) => competitor.value);
  return loseOpportunity(ctx, { id, lossReason: matter.lossReason?.value, competitors });
}

type Moved = Pick<Extract<DealOutcome, { kind: "written" }>, "after" | "stopped">;

/** Why something was not done to a deal; null for what is no such refusal. */
function whyStopped(error: unknown): Stopped | null {
  if (!(error instanceof AppError)) return null;
  const { gate } = error.details;
  if (gate) return { kind: "gate", gate };
  if (error.code === "no_approver") return { kind: "noApprover" };
  return error.code === "figures_need_approval" ? { kind: "figures" } : null;
}

/** What is refused leaves the rest of the sentence standing: the card says why. Nothing was written then. */
async function attempt(deal: OpportunityRecord, work: () => Promise<OpportunityRecord>): Promise<Moved> {
  try {
    return { after: await work(), stopped: null };
  } catch (error) {
    const stopped = whyStopped(error);
    if (!stopped) throw error;
    return { after: deal, stopped };
  }
}

async function tryMove(ctx: Ctx, deal: OpportunityRecord, move: { stage: string; matter: Matter }): Promise<Moved> {
  const moved = await attempt(deal, () => enter(ctx, deal, move));
  return moved.stopped || moved.after.stage === move.stage ? moved : { ...moved, stopped: { kind: "waiting" } };
}

async function moveDeal(
  ctx: Ctx,
  deal: OpportunityRecord,
  { pipeline, draft, matter }: Pick<Said, "draft" | "matter"> & { pipeline: Pipeline },
): Promise<Moved> {
  const stage = stageSaid(pipeline, draft, { matter, deal })?.key;
  if (stage && stage !== deal.stage) return tryMove(ctx, deal, { stage, matter });
  if (!matter.onHold || isClosed(deal.stage)) return { after: deal, stopped: null };
  const until = holdUntil(ctx.now, draft, matter)?.day ?? null;
  return { after: await holdOpportunity(ctx, { id: deal.id, until }), stopped: null };
}

/** Writes what a matter says about money and stage to the deal it is about, or opens one when money was named. */
export async function applyOpportunity(ctx: Ctx, customer: Customer, said: Said): Promise<DealOutcome> {
  const found = said.found ?? (await findDeal(ctx, customer.id, said));
  if (found.kind === "several") return { kind: "several", count: found.deals.length };
  const { deal } = found;
  if (!deal && !said.matter.amount) return { kind: "none" };
  const pipeline = await readPipeline();
  const changed = deal
    ? await attempt(deal, () => updateRecord(ctx, "opportunity", { id: deal.id, changes: factsOf(said) }))
    : { after: await createDeal(ctx, customer, said), stopped: null };
  const moved = changed.stopped ? changed : await moveDeal(ctx, changed.after, { pipeline, ...said });
  return { kind: "written", before: deal, pipeline, ...moved };
}
