import type { TimeExpression } from "../../models/shared/contracts/extraction";
import type { Visit } from "../../models/shared/entities/visit";
import { t } from "../../models/shared/text/zhCN/chat";
import { visitTalk as v } from "../../models/shared/text/zhCN/visits";
import { dayOf, formatDay } from "../../models/shared/values/day";
import { updateRecord } from "../../server/commands/records";
import { updateVisit } from "../../server/commands/visit/updateVisit";
import type { Ctx } from "../../server/context";
import { AppError } from "../../server/errors";
import { findReadable } from "../../server/queries/findReadable";
import type { Action } from "../actions";
import { noteCard, promptCard } from "../cards/askCards";
import { fitButton, fitTitle, nameOf, openCustomer } from "../cards/parts";
import { plannedCard, undoButton } from "../cards/visitCards";
import { checkInWith } from "../handlers/locate";
import { reply, type Reply } from "../reply";

type VisitAction = Extract<Action, { kind: "checkInHere" | "placeCustomer" | "writeVisit" }>;

export const isVisitAction = (pressed: Action): pressed is VisitAction =>
  pressed.kind === "checkInHere" || pressed.kind === "placeCustomer" || pressed.kind === "writeVisit";

/** The customer is where the visit was checked in. */
async function placeCustomer(ctx: Ctx, visit: Visit): Promise<Reply> {
  const { latitude, longitude, customer: id } = visit;
  const customer = await updateRecord(ctx, "customer", { id, changes: { latitude, longitude } });
  return {
    cards: [{ title: fitTitle(v.placed(nameOf(customer))), buttons: [undoButton(ctx), openCustomer(customer)] }],
    wrote: true,
    closedAs: v.actions.placeCustomer,
  };
}

/** Asks what came of it; the next sentence is written down as this visit. */
export async function askResult(ctx: Ctx, visit: Pick<Visit, "id" | "customer">): Promise<Reply> {
  const customer = await findReadable(ctx, "customer", visit.customer);
  return {
    cards: [promptCard(v.writeTitle(nameOf(customer)), v.resultHelp)],
    question: { kind: "visited", visit: visit.id, customer: customer.id },
    about: customer.id,
    closedAs: v.actions.write,
  };
}

/** Another day or time for what was agreed; the reminder goes along. */
export async function moveVisit(ctx: Ctx, { id }: Visit, due: TimeExpression): Promise<Reply> {
  const visit = await updateVisit(ctx, { id, changes: { plannedOn: due.from, time: due.time ?? null } });
  const customer = await findReadable(ctx, "customer", visit.customer);
  const reminder = await findReadable(ctx, "reminder", String(visit.reminder));
  return {
    cards: [plannedCard(ctx, { visit, reminder, customer }, v.moved)],
    wrote: true,
    about: customer.id,
    closedAs: fitButton(t.closed.postponed(formatDay(due.from, dayOf(ctx.now)).slice(0, 5))),
  };
}

async function pressOn(ctx: Ctx, pressed: VisitAction): Promise<Reply> {
  switch (pressed.kind) {
    case "checkInHere": {
      const { customer, position, place } = pressed;
      return { ...(await checkInWith(ctx, { customer, position, place })), closedAs: v.actions.checkIn };
    }
    case "placeCustomer":
      return placeCustomer(ctx, await findReadable(ctx, "visit", pressed.visit));
    case "writeVisit":
      return askResult(ctx, await findReadable(ctx, "visit", pressed.visit));
  }
}

/** A step on a visit. One that was made in the mini-app meanwhile is told as settled. */
export async function pressVisit(ctx: Ctx, pressed: VisitAction): Promise<Reply> {
  try {
    return await pressOn(ctx, pressed);
  } catch (error) {
    if (!(error instanceof AppError) || !["already_settled", "not_found"].includes(error.code)) throw error;
    return { ...reply(noteCard(v.gone)), closedAs: t.closed.settled };
  }
}
