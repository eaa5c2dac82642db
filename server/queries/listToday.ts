import { models } from "../../models";
import type { Contact } from "../../models/shared/entities/contact";
import type { Reminder } from "../../models/shared/entities/reminder";
import type { Visit } from "../../models/shared/entities/visit";
import { addDays, dayOf, instantOf, type Day } from "../../models/shared/values/day";
import { WARNINGS_A_DAY } from "../../models/shared/values/risk";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { findOwnVisits } from "./findVisits";
import { findRisks, type Risks } from "./risks/findRisks";
import { noteOnCalendar } from "./noteOnCalendar";
import { ownReadable, readableAmong } from "./readable";
import { findOrigins, messagesOf, readSources, type Source } from "./readSources";
import { toVisible } from "./toVisible";

/** A reminder with what its line shows. */
export interface DueReminder {
  reminder: Reminder;
  customerName: string | null;
  phone: string | null;
  source: Source | null;
}

/** A visit of the day with what its line shows. */
export interface DueVisit {
  visit: Visit;
  customerName: string;
}

export interface Today extends Risks {
  date: Day;
  calendarNote: string | null;
  visits: DueVisit[];
  overdue: DueReminder[];
  dueToday: DueReminder[];
  upcoming: DueReminder[];
}

/** How far ahead a day's list looks. */
export const AHEAD_DAYS = 7;
const MOST = 200;
const NO_SEARCH = { searchKeys: 0, searchText: 0 };

async function openReminders(ctx: Ctx, before: Date): Promise<Reminder[]> {
  const filter = { ...ownReadable(ctx, "reminder"), state: "open", remindAt: { $lt: before } };
  const rows = await models.reminder.find(filter).sort({ remindAt: 1, _id: 1 }).limit(MOST).lean<StoredRow[]>();
  return rows.map(toVisible(ctx, "reminder"));
}

interface CustomerLine {
  name: string;
  phone: string | null;
}

/** For customers without a number of their own: that of the contact changed last. */
async function findContactPhones(ctx: Ctx, customers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (customers.length === 0) return new Map();
  const filter = { $and: [readableAmong(ctx, "contact", "contact"), { customer: { $in: [...customers] } }] };
  const rows = await models.contact.find(filter, NO_SEARCH).sort({ updatedAt: 1 }).lean<StoredRow[]>();
  return new Map(rows.map(toVisible(ctx, "contact")).flatMap(toEntry));
}

const toEntry = ({ customer, phones: [phone] }: Contact): [string, string][] => (phone ? [[customer, phone]] : []);

/** Names and a number to dial of customers, as far as the reader may see them. */
export async function findCustomerLines(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, CustomerLine>> {
  if (ids.length === 0) return new Map();
  const filter = { $and: [readableAmong(ctx, "customer"), { _id: { $in: [...new Set(ids)] } }] };
  const rows = await models.customer.find(filter, NO_SEARCH).lean<StoredRow[]>();
  const customers = rows.map(toVisible(ctx, "customer"));
  const without = customers.filter((one) => one.phones.length === 0).map((one) => one.id);
  const contactPhones = await findContactPhones(ctx, without);
  return new Map(
    customers.map(({ id, name, phones: [phone] }) => [id, { name, phone: phone ?? contactPhones.get(id) ?? null }]),
  );
}

async function describe(ctx: Ctx, reminders: Reminder[]): Promise<DueReminder[]> {
  const customers = await findCustomerLines(
    ctx,
    reminders.flatMap((one) => one.customer ?? []),
  );
  const origins = await findOrigins(
    "reminder",
    reminders.map((one) => one.id),
  );
  const sources = await readSources(ctx, messagesOf(origins));
  return reminders.map((one) => {
    const customer = customers.get(one.customer ?? "");
    const source = sources.get(origins.get(one.id)?.messageId ?? "") ?? null;
    return { reminder: one, customerName: customer?.name ?? null, phone: customer?.phone ?? null, source };
  });
}

/** A reminder is overdue once its last day is over, and due from the first of its days or the day it rings. */
function placeOf({ dueFrom, dueTo, remindAt }: Reminder, today: Day): "overdue" | "dueToday" | "upcoming" {
  const rings = dayOf(remindAt);
  const last = dueTo ?? dueFrom ?? rings;
  if (last < today) return "overdue";
  return rings <= today || (dueFrom ?? rings) <= today ? "dueToday" : "upcoming";
}

/** Where the actor goes on a day; whom they may no longer see they need not go to. */
async function describeVisits(ctx: Ctx, day: Day): Promise<DueVisit[]> {
  const visits = await findOwnVisits(ctx, day);
  const customers = await findCustomerLines(
    ctx,
    visits.map(({ customer }) => customer),
  );
  return visits.flatMap((visit) => {
    const customer = customers.get(visit.customer);
    return customer ? [{ visit, customerName: customer.name }] : [];
  });
}

/** What the actor has to do: late, today and in the next seven days, and which customers may slip away. */
export async function listToday(ctx: Ctx): Promise<Today> {
  const date = dayOf(ctx.now);
  const due = await describe(ctx, await openReminders(ctx, instantOf(addDays(date, AHEAD_DAYS + 1))));
  const at = (place: ReturnType<typeof placeOf>) => due.filter((one) => placeOf(one.reminder, date) === place);
  return {
    date,
    calendarNote: noteOnCalendar(date),
    visits: await describeVisits(ctx, date),
    overdue: at("overdue"),
    dueToday: at("dueToday"),
    upcoming: at("upcoming"),
    ...(await findRisks(ctx, { whose: "own", limit: WARNINGS_A_DAY })),
  };
}
