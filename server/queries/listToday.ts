import { models } from "../../models";
import { readPersonal, type StoredPersonal } from "../../models/personal";
import { reminder, type Reminder } from "../../models/shared/entities/reminder";
import { addDays, dayOf, instantOf, type Day } from "../../models/shared/values/day";
import { toRecord, type StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { findRisks, type Risks } from "./findRisks";
import { noteOnCalendar } from "./noteOnCalendar";
import { readable } from "./readable";
import { findOrigins, messagesOf, readSources, type Source } from "./readSources";

/** A reminder with what its line shows. */
export interface DueReminder {
  reminder: Reminder;
  customerName: string | null;
  phone: string | null;
  source: Source | null;
}

export interface Today extends Risks {
  date: Day;
  calendarNote: string | null;
  overdue: DueReminder[];
  dueToday: DueReminder[];
  upcoming: DueReminder[];
}

const AHEAD_DAYS = 7;
const MOST = 200;

async function openReminders(ctx: Ctx, before: Date): Promise<Reminder[]> {
  const filter = { owner: ctx.actor.id, state: "open", archivedAt: null, remindAt: { $lt: before } };
  const rows = await models.reminder.find(filter).sort({ remindAt: 1, _id: 1 }).limit(MOST).lean<StoredRow[]>();
  return rows.map((row) => toRecord(reminder, row) as unknown as Reminder);
}

interface CustomerLine {
  name: string;
  phone: string | null;
}

const firstPhone = (row: StoredRow): string | null => {
  const [phone] = (row.phones ?? []) as StoredPersonal[];
  return phone ? readPersonal(phone) : null;
};

/** For customers without a number of their own: that of the contact changed last. */
async function findContactPhones(ctx: Ctx, customers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (customers.length === 0) return new Map();
  const filter = { $and: [readable(ctx), { customer: { $in: [...customers] } }] };
  const rows = await models.contact.find(filter, { customer: 1, phones: 1 }).sort({ updatedAt: 1 }).lean<StoredRow[]>();
  return new Map(rows.flatMap(toEntry));
}

const toEntry = (row: StoredRow): [string, string][] => {
  const phone = firstPhone(row);
  return phone ? [[String(row.customer), phone]] : [];
};

/** Names and a number to dial of customers, as far as the reader may see them. */
export async function findCustomerLines(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, CustomerLine>> {
  if (ids.length === 0) return new Map();
  const filter = { $and: [readable(ctx), { _id: { $in: [...new Set(ids)] } }] };
  const rows = await models.customer.find(filter, { name: 1, phones: 1 }).lean<StoredRow[]>();
  const without = rows.filter((row) => firstPhone(row) === null).map((row) => row._id);
  const contactPhones = await findContactPhones(ctx, without);
  return new Map(
    rows.map((row) => [
      row._id,
      { name: String(row.name), phone: firstPhone(row) ?? contactPhones.get(row._id) ?? null },
    ]),
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

/** What the actor has to do: late, today and in the next seven days, and which customers go cold. */
export async function listToday(ctx: Ctx): Promise<Today> {
  const date = dayOf(ctx.now);
  const due = await describe(ctx, await openReminders(ctx, instantOf(addDays(date, AHEAD_DAYS + 1))));
  const at = (place: ReturnType<typeof placeOf>) => due.filter((one) => placeOf(one.reminder, date) === place);
  return {
    date,
    calendarNote: noteOnCalendar(date),
    overdue: at("overdue"),
    dueToday: at("dueToday"),
    upcoming: at("upcoming"),
    ...(await findRisks(ctx)),
  };
}
