import { models } from "../../models";
import {
  gatesOnTheWay,
  stageName,
  type Gate,
  type GateField,
  type Pipeline,
} from "../../models/shared/values/pipeline";
import type { APPROVAL_REASONS } from "../../models/shared/entities/approval";
import type { Opportunity } from "../../models/shared/entities/opportunity";

/** What keeps a deal out of a stage. */
export type Missing = { kind: "visits"; needed: number; have: number } | { kind: "field"; field: GateField };

/** A gate on the way that does not open yet. */
export interface ClosedGate {
  /** As the company calls it. */
  stage: string;
  missing: Missing[];
}

export type ApprovalReason = Exclude<(typeof APPROVAL_REASONS)[number], "protection">;

/** What gates look at. */
export type Deal = Pick<Opportunity, "customer" | "stage" | "amount" | "discount" | GateField>;

const isEmpty = (value: unknown) => value === null || value === undefined || (Array.isArray(value) && !value.length);

/** Everybody's visits count, whether checked in, ticked or only told in a note: it is the customer who was visited. */
async function countVisits(customer: string): Promise<number> {
  const most = { limit: 20 };
  const told = await models.followUp.countDocuments({ customer, method: "visit", archivedAt: null }, most);
  const untold = { customer, state: "done", followUp: null, archivedAt: null };
  return told + (await models.visit.countDocuments(untold, most));
}

async function missingAt(deal: Deal, gate: Gate): Promise<Missing[]> {
  const have = gate.visits > 0 ? await countVisits(deal.customer) : 0;
  const visits: Missing[] = have < gate.visits ? [{ kind: "visits", needed: gate.visits, have }] : [];
  const fields = gate.fields.filter((field) => isEmpty(deal[field]));
  return [...visits, ...fields.map((field): Missing => ({ kind: "field", field }))];
}

/** The first gate between a deal and a stage that does not open; null when the way is free. */
export async function findClosedGate(pipeline: Pipeline, deal: Deal, stage: string): Promise<ClosedGate | null> {
  for (const passed of gatesOnTheWay(pipeline, deal.stage, stage)) {
    const missing = await missingAt(deal, passed.gate);
    if (missing.length > 0) return { stage: stageName(pipeline, passed.stage), missing };
  }
  return null;
}

function reasonAt({ amount, discount }: Deal, gate: Gate): ApprovalReason | null {
  if (gate.approveAmountFrom !== null && (amount ?? 0) >= gate.approveAmountFrom) return "amount";
  if (gate.approveDiscountFrom !== null && (discount ?? 0) >= gate.approveDiscountFrom) return "discount";
  return null;
}

type Figures = Pick<Deal, "amount" | "discount">;

/** A change that a manager who agreed to the figures before would have to look at again. */
export const asksForMore = (before: Figures, after: Figures): boolean =>
  (after.amount ?? 0) > (before.amount ?? 0) || (after.discount ?? 0) > (before.discount ?? 0);

/** The same for the way that lies behind: what it let pass for less, it has not agreed to. */
export const reasonBehind = (pipeline: Pipeline, deal: Deal): ApprovalReason | null =>
  deal.stage === null ? null : reasonForApproval(pipeline, { ...deal, stage: null }, deal.stage);

/** Why a manager has to agree before the deal enters the stage; null when nobody has to. */
export function reasonForApproval(pipeline: Pipeline, deal: Deal, stage: string): ApprovalReason | null {
  const reasons = gatesOnTheWay(pipeline, deal.stage, stage).map(({ gate }) => reasonAt(deal, gate));
  return reasons.find((reason) => reason !== null) ?? null;
}
