import type { Correction } from "../../models/shared/contracts/extraction";
import type { Customer } from "../../models/shared/entities/customer";
import type { Ctx } from "../../server/context";
import { findOpenDeals } from "../../server/queries/findOpenDeals";
import { findReadable } from "../../server/queries/findReadable";
import { NOTHING } from "./askWhen";
import { concernsDeal } from "./dealWords";
import type { Draft, Matter } from "./draft";
import { customerOf, lastWrittenOf } from "./lastWritten";

/** What a correction of a deal means behind something that has none, as a reminder. */
export type DealMeant =
  /** What was said of the deal before. */
  | { kind: "said"; target: Draft }
  /** The deal as it stands: the words change it like an order to. */
  | { kind: "standing"; order: Draft }
  /** There is none; null where nobody is known to be meant. */
  | { kind: "none"; customer: Customer | null };

/** Nothing happened and no deal was spoken of: there is only something to do. */
const isOnlyToDo = ({ reading }: Draft) =>
  reading.matters.every((matter) => matter.followUp === undefined && !concernsDeal(matter));

const asMatter = ({ amount, stage, value: { source } }: Correction): Matter => ({
  ...NOTHING,
  ...(amount ? { amount: { value: amount, source } } : {}),
  ...(stage ? { stage: { value: stage, source } } : {}),
});

function asOrder(said: Draft, correction: Correction, customer: string): Draft {
  const reading = { ...said.reading, correction: undefined };
  const matters = [asMatter(correction)];
  const choices = { "0": { customer, contact: null } };
  return { ...said, choices, reading: { ...reading, intent: "update_opportunity", matters } };
}

/** Null where the correction is meant for what it follows. */
export async function dealMeant(
  ctx: Ctx,
  target: Draft,
  { said, correction }: { said: Draft; correction: Correction },
): Promise<DealMeant | null> {
  const { field } = correction;
  if (!target.replaces || (field !== "amount" && field !== "stage") || !isOnlyToDo(target)) return null;
  const id = await customerOf(target.replaces);
  if (!id) return { kind: "none", customer: null };
  const before = await lastWrittenOf(ctx, id, ({ reading }) => reading.matters.some((matter) => matter[field]));
  if (before) return { kind: "said", target: before };
  const hasDeals = (await findOpenDeals(ctx, [id])).length > 0;
  if (hasDeals) return { kind: "standing", order: asOrder(said, correction, id) };
  return { kind: "none", customer: await findReadable(ctx, "customer", id) };
}
