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

/** The customers with this company name or this phone, whoever may see them. They must not leave the server. */
export async function findKnown({ company, phones }: CollisionKeys): Promise<StoredRow[]> {
  const reached = phones.length > 0 ? await rowsReachedBy(phones) : [];
  return [...reached, ...(company ? await rowsNamed(company) : [])];
}

/**
 * The customer of a colleague, out of the actor's sight, that has this company name or this phone; null when there is none.
 * Its id must not leave the server.
 */
export async function findCollision(ctx: Ctx, keys: CollisionKeys): Promise<string | null> {
  const hidden = (await findKnown(keys)).find(
    (row) => row.owner !== null && !policies.customer.read(ctx.actor, { ...row, id: row._id }),
  );
  return hidden?._id ?? null;
}
