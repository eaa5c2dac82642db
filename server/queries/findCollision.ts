import { Contact, Customer as CustomerRows } from "../../models";
import { withoutPersonal } from "../../models/personal";
import { nameKey, toSearchQuery } from "../../models/searchKeys";
import { OutboxEvent } from "../../models/system/outboxEvent";
import { isCompanyName, spokenNames } from "../../models/shared/values/companyName";
import { entities } from "../../models/shared/entities";
import { namesOf, titleOf, type StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { policies } from "../policies";
import { phoneHashes } from "./match/findByReach";

/** By what a second rep may learn that a company is taken: never by a person's name. */
export interface CollisionKeys {
  company: string | null;
  phones: string[];
  /** Words for somebody: only who worked with a company learns from its short name that it is taken. */
  name?: string | null;
}

/** What is asked of each: a full name is in few rows, a number in fewer. */
const MOST = 50;
/** Short names are in more. */
const MOST_CALLED = 300;

/** Whether a customer's name is a company's. A person's is nobody's business. */
const isCompany = ({ kind, name }: Record<string, unknown>) =>
  kind === "company" || (!kind && isCompanyName(String(name)));

async function rowsNamed(company: string): Promise<StoredRow[]> {
  // The number in a name is in no key: it is compared with what was found.
  const rows = await CustomerRows.find({ searchKeys: nameKey(withoutPersonal(company)), archivedAt: null })
    .limit(MOST)
    .lean<StoredRow[]>();
  return rows.filter((row) => isCompany(row) && nameKey(titleOf(entities.customer, row)) === nameKey(company));
}

const goesBy = ({ name, aliases }: ReturnType<typeof namesOf>, words: string) =>
  [...spokenNames(name), ...aliases].some((one) => nameKey(one) === nameKey(words));

/**
 * A company that goes by these words, with which the actor worked before it was given to somebody else: what it is called in talk is no
 * news to them. Asked in the same two steps whether there is one or not.
 */
async function rowsKnownFrom(ctx: Ctx, words: string): Promise<StoredRow[]> {
  const keys = toSearchQuery(withoutPersonal(words))?.keys.map((key) => ({ searchKeys: key })) ?? [
    { _id: { $in: [] } },
  ];
  const companies = { kind: { $ne: "person" }, archivedAt: null };
  const rows = await CustomerRows.find({ $and: [...keys, companies] }, { searchKeys: 0, searchText: 0 })
    .limit(MOST_CALLED)
    .lean<StoredRow[]>();
  const called = rows.filter((row) => isCompany(row) && goesBy(namesOf(entities.customer, row), words));
  const worked = { customer: { $in: called.map(({ _id }) => _id) }, actorId: ctx.actor.id };
  const known = new Set(await OutboxEvent.distinct("customer", worked));
  return called.filter(({ _id }) => known.has(_id));
}

async function rowsReachedBy(phones: string[]): Promise<StoredRow[]> {
  const filter = { "phones.hash": { $in: phoneHashes({ phones }) }, archivedAt: null };
  const customers = await CustomerRows.find(filter).limit(MOST).lean<StoredRow[]>();
  const contacts = await Contact.find(filter, { customer: 1 }).limit(MOST).lean<StoredRow[]>();
  const ids = contacts.map((row) => String(row.customer));
  return [...customers, ...(await CustomerRows.find({ _id: { $in: ids }, archivedAt: null }).lean<StoredRow[]>())];
}

/** A customer one may not write to, met by its name or number. */
export type Collision =
  /** A colleague's, out of sight. Its id must not leave the server. */
  | { kind: "taken"; id: string }
  /** In the public pool. Met by a number alone it is not named: whose a number is stays hidden until somebody took them. */
  | { kind: "pooled"; id: string | null };

/** The customer that has this company name or this phone and is not the actor's to write to; null when there is none. */
export async function findCollision(ctx: Ctx, { company, phones, name }: CollisionKeys): Promise<Collision | null> {
  const words = company ?? name;
  const named = company ? await rowsNamed(company) : [];
  const given = words ? await rowsKnownFrom(ctx, words) : [];
  const reached = phones.length > 0 ? await rowsReachedBy(phones) : [];
  const all = [...named, ...given, ...reached];
  const isHidden = (row: StoredRow) => !policies.customer.read(ctx.actor, { ...row, id: row._id });
  const isPooled = (row: StoredRow) =>
    row.owner === null && !policies.customer.update(ctx.actor, { ...row, id: row._id });
  const taken = all.find((row) => row.owner !== null && isHidden(row));
  if (taken) return { kind: "taken", id: taken._id };
  const pooled = all.find(isPooled);
  if (!pooled) return null;
  return { kind: "pooled", id: [...named, ...given].find(isPooled)?._id ?? null };
}

/** The customers with this company name or this phone, whoever may see them. They must not leave the server. */
export async function findKnown({ company, phones }: CollisionKeys): Promise<StoredRow[]> {
  const reached = phones.length > 0 ? await rowsReachedBy(phones) : [];
  return [...reached, ...(company ? await rowsNamed(company) : [])];
}
