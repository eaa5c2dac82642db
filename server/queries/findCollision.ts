import { Contact, Customer } from "../../models";
import { nameKey } from "../../models/searchKeys";
import { isCompanyName } from "../../models/shared/values/companyName";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { policies } from "../policies";
import { phoneHashes } from "./match/findByReach";

/** By what a second rep may learn that a company is taken: never by a person's name. */
export interface CollisionKeys {
  company: string | null;
  phones: string[];
}

/** What is asked of each: a full name is in few rows, a number in fewer. */
const MOST = 50;

/** Whether a customer's name is a company's. A person's is nobody's business. */
const isCompany = ({ kind, name }: Record<string, unknown>) =>
  kind === "company" || (!kind && isCompanyName(String(name)));

async function rowsNamed(company: string): Promise<StoredRow[]> {
  const key = nameKey(company);
  const rows = await Customer.find({ searchKeys: key, archivedAt: null }).limit(MOST).lean<StoredRow[]>();
  return rows.filter((row) => isCompany(row) && nameKey(String(row.name)) === key);
}

async function rowsReachedBy(phones: string[]): Promise<StoredRow[]> {
  const filter = { "phones.hash": { $in: phoneHashes({ phones }) }, archivedAt: null };
  const customers = await Customer.find(filter).limit(MOST).lean<StoredRow[]>();
  const contacts = await Contact.find(filter, { customer: 1 }).limit(MOST).lean<StoredRow[]>();
  const ids = contacts.map((row) => String(row.customer));
  return [...customers, ...(await Customer.find({ _id: { $in: ids }, archivedAt: null }).lean<StoredRow[]>())];
}

/** A customer one may not write to, met by its name or number. */
export type Collision =
  /** A colleague's, out of sight. Its id must not leave the server. */
  | { kind: "taken"; id: string }
  /** In the public pool. Met by a number alone it is not named: whose a number is stays hidden until somebody took them. */
  | { kind: "pooled"; id: string | null };

/** The customer that has this company name or this phone and is not the actor's to write to; null when there is none. */
export async function findCollision(ctx: Ctx, { company, phones }: CollisionKeys): Promise<Collision | null> {
  const named = company ? await rowsNamed(company) : [];
  const reached = phones.length > 0 ? await rowsReachedBy(phones) : [];
  const all = [...named, ...reached];
  const isHidden = (row: StoredRow) => !policies.customer.read(ctx.actor, { ...row, id: row._id });
  const isPooled = (row: StoredRow) =>
    row.owner === null && !policies.customer.update(ctx.actor, { ...row, id: row._id });
  const taken = all.find((row) => row.owner !== null && isHidden(row));
  if (taken) return { kind: "taken", id: taken._id };
  const pooled = all.find(isPooled);
  if (!pooled) return null;
  return { kind: "pooled", id: named.find(isPooled)?._id ?? null };
}

/** The customers with this company name or this phone, whoever may see them. They must not leave the server. */
export async function findKnown({ company, phones }: CollisionKeys): Promise<StoredRow[]> {
  const reached = phones.length > 0 ? await rowsReachedBy(phones) : [];
  return [...reached, ...(company ? await rowsNamed(company) : [])];
}
