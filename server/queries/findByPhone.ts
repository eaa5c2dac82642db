import { models } from "../../models";
import { normalizePersonal, readPersonal, tailHash, type StoredPersonal } from "../../models/personal";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { readableAmong } from "./readable";

const MOST = 500;

/** Digits long enough to look for a phone by its end: the last four, more of it, or all. Null for anything else. */
export function toPhoneDigits(q: string): string | null {
  if (!/^\+?[\d\s-]+$/.test(q)) return null;
  const digits = normalizePersonal("phone", q);
  return digits.length >= 4 ? digits : null;
}

async function rowsByPhone(ctx: Ctx, entity: "customer" | "contact" | "lead", digits: string): Promise<StoredRow[]> {
  const filter = { $and: [readableAmong(ctx, entity, "contact"), { "phones.tail": tailHash(digits.slice(-4)) }] };
  const rows = await models[entity].find(filter, { phones: 1, customer: 1 }).limit(MOST).lean<StoredRow[]>();
  return rows.filter((row) => (row.phones as StoredPersonal[]).some((phone) => readPersonal(phone).endsWith(digits)));
}

/** Ids of the customers with that number, their own or a contact's. */
export async function customersByPhone(ctx: Ctx, digits: string): Promise<string[]> {
  const customers = await rowsByPhone(ctx, "customer", digits);
  const contacts = await rowsByPhone(ctx, "contact", digits);
  return [...customers.map((row) => row._id), ...contacts.map((row) => String(row.customer))];
}

export async function contactsByPhone(ctx: Ctx, digits: string): Promise<string[]> {
  return (await rowsByPhone(ctx, "contact", digits)).map((row) => row._id);
}

export async function leadsByPhone(ctx: Ctx, digits: string): Promise<string[]> {
  return (await rowsByPhone(ctx, "lead", digits)).map((row) => row._id);
}
