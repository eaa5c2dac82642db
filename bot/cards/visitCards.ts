import type { CardRow } from "../../models/shared/contracts/card";
import type { VisitTally } from "../../models/shared/contracts/visits";
import type { Contact } from "../../models/shared/entities/contact";
import type { Customer } from "../../models/shared/entities/customer";
import type { Reminder } from "../../models/shared/entities/reminder";
import type { Visit } from "../../models/shared/entities/visit";
import { t } from "../../models/shared/text/zhCN/chat";
import { checkInNames, positionSourceNames } from "../../models/shared/text/zhCN/fields";
import { defaultVisitText, metresWords, visitTalk as v } from "../../models/shared/text/zhCN/visits";
import { dayOf, formatDay, formatInstant } from "../../models/shared/values/day";
import { isFar, type CheckInLimits } from "../../models/shared/values/point";
import type { Ctx } from "../../server/context";
import type { Nearby } from "../../server/queries/nearbyCustomers";
import type { Position } from "../../models/shared/contracts/visits";
import { UNDO_BUTTON_MS } from "../draft/draft";
import type { DraftButton, DraftCard } from "../reply";
import { fitButton, fitNote, fitRows, fitText, fitTitle, nameOf, openCustomer, row } from "./parts";

export const undoButton = (ctx: Ctx): DraftButton => ({
  text: t.actions.undo,
  action: { kind: "undo", message: String(ctx.source.messageId) },
  lastsMs: UNDO_BUTTON_MS,
});

export const checkInPath = (customer: string, visit?: string | null): string =>
  `/customers/${customer}/check-in${visit ? `?visit=${visit}` : ""}`;

export const checkInButton = (customer: string, visit?: string | null): DraftButton => ({
  text: v.actions.checkIn,
  path: checkInPath(customer, visit),
});

const whenOf = (ctx: Ctx, { plannedOn, time }: Visit) =>
  [plannedOn && formatDay(plannedOn, dayOf(ctx.now)), time].filter(Boolean).join(" ");

/** What was said of it; nothing where it only goes by the customer's name. */
const whatRows = (visit: Visit, customer: Customer): CardRow[] =>
  visit.text && visit.text !== defaultVisitText(customer) ? [row(v.rows.what, visit.text)] : [];

export interface Agreed {
  visit: Visit;
  reminder: Reminder;
  customer: Customer;
  contact?: Contact | null;
}

/** A visit that was agreed: who, when, and the moment it reminds. */
export function plannedCard(ctx: Ctx, { visit, reminder, customer, contact }: Agreed, title = v.planned): DraftCard {
  return {
    title: fitTitle(title(nameOf(customer))),
    rows: fitRows([
      ...(contact ? [row(v.rows.contact, contact.name)] : []),
      ...whatRows(visit, customer),
      row(v.rows.due, whenOf(ctx, visit)),
      row(v.rows.remind, formatInstant(reminder.remindAt, dayOf(ctx.now))),
    ]),
    buttons: [
      undoButton(ctx),
      { text: t.actions.changeTime, action: { kind: "askTime", reminder: reminder.id } },
      checkInButton(customer.id, visit.id),
      openCustomer(customer),
    ],
  };
}

interface Arrival {
  customer: Customer;
  visit: Visit | null;
  /** Said on the spot, not on the way. */
  isThere: boolean;
  takesPlaces: boolean;
}

/** One tap from here to the check-in of this customer. */
export function arrivalCard({ customer, visit, isThere, takesPlaces }: Arrival): DraftCard {
  const who = nameOf(customer);
  const plan = visit?.state === "planned" ? [row(v.rows.plan, [visit.time, visit.text].filter(Boolean).join(" "))] : [];
  return {
    title: fitTitle(isThere ? v.arrival(who) : v.visit(who)),
    text: fitText(isThere ? v.arrivalHelp(takesPlaces) : v.visitHelp),
    rows: [...plan, ...(customer.address ? [row(v.rows.address, customer.address)] : [])],
    buttons: [{ ...checkInButton(customer.id, visit?.id), style: "primary" }, openCustomer(customer)],
  };
}

/** It was checked in before: what is left is to tell what came of it. */
export const alreadyCard = (customer: Customer, visit: Visit): DraftCard => ({
  title: fitTitle(v.already(nameOf(customer))),
  rows: checkInRows(visit),
  buttons: [
    ...(visit.followUp ? [] : [{ text: v.actions.write, action: { kind: "writeVisit", visit: visit.id } } as const]),
    openCustomer(customer),
  ],
});

/** Several it may be: each leads to its own check-in. */
export const whichCard = (title: string, customers: Customer[]): DraftCard => ({
  title: fitTitle(title),
  buttons: customers
    .slice(0, 5)
    .map((customer) => ({ text: fitButton(nameOf(customer)), path: checkInPath(customer.id) })),
});

const checkInRows = ({ checkIn, distance, positionSource, place }: Visit): CardRow[] => [
  ...(checkIn ? [row(v.rows.checkIn, v.away(checkInNames[checkIn], distance))] : []),
  ...(positionSource ? [row(v.rows.source, v.from(positionSourceNames[positionSource], place))] : []),
];

/** A check-in as it was stored, and the question what came of it. */
export const checkedInCard = (ctx: Ctx, customer: Customer, visit: Visit): DraftCard => ({
  title: fitTitle(v.checkedIn(nameOf(customer))),
  ...(visit.checkedInAt ? { subtitle: fitNote(formatInstant(visit.checkedInAt, dayOf(ctx.now))) } : {}),
  text: fitText(v.resultHelp),
  rows: checkInRows(visit),
  buttons: [
    undoButton(ctx),
    ...(visit.checkIn === "noPoint"
      ? [{ text: v.actions.placeCustomer, action: { kind: "placeCustomer", visit: visit.id } } as const]
      : []),
    openCustomer(customer),
  ],
});

const MOST_NEAR = 5;

/** The customers around a location that was sent; where one may be standing, one tap checks in with it. */
export function nearbyCard(
  found: Nearby[],
  at: { position: Position; place: string },
  limits: CheckInLimits,
): DraftCard {
  const checkIns = found
    .filter(({ distance }) => !isFar(distance, at.position.accuracy, limits))
    .slice(0, 2)
    .map(({ customer }): DraftButton => ({
      text: fitButton(v.actions.checkInAt(nameOf(customer))),
      action: { kind: "checkInHere", customer: customer.id, ...at },
    }));
  const opens = found.slice(0, 3).map(({ customer }): DraftButton => ({
    text: fitButton(nameOf(customer)),
    path: `/customers/${customer.id}`,
  }));
  return {
    title: fitTitle(v.nearby(found.length)),
    ...(at.place ? { subtitle: fitNote(at.place) } : {}),
    rows: found
      .slice(0, MOST_NEAR)
      .map(({ customer, distance }) => row(metresWords(distance).replace(" ", ""), nameOf(customer))),
    buttons: [...checkIns, ...opens, { text: v.actions.nearby, path: "/nearby" }],
  };
}

/** What a period's visits come to. */
export const tallyRows = (tally: VisitTally): CardRow[] => [
  row(v.rows.planned, v.times(tally.planned)),
  row(v.rows.done, v.doneAt(tally.done, tally.customers)),
  row(v.rows.withoutCheckIn, v.times(tally.withoutCheckIn)),
  ...(tally.far > 0 ? [row(v.rows.far, v.times(tally.far))] : []),
  ...(tally.averageDistance === null ? [] : [row(v.rows.distance, v.averageAway(tally.averageDistance))]),
];
