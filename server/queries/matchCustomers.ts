import type { QueryFilter } from "mongoose";
import { Contact, Customer, Opportunity } from "../../models";
import { personalHash } from "../../models/personal";
import { foldText, toSearchQuery } from "../../models/searchKeys";
import { entities } from "../../models/shared/entities";
import type { Contact as ContactRecord } from "../../models/shared/entities/contact";
import type { Customer as CustomerRecord } from "../../models/shared/entities/customer";
import { fitsMention, readMention, type Mention } from "../../models/shared/values/address";
import { bareCompany, spokenNames } from "../../models/shared/values/companyName";
import { toRecord, type StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { readScope, toFilter } from "../policies/scope";

/** Whom a message speaks of, in its own words. */
export interface CustomerMention {
  name: string | null;
  company: string | null;
  phones: string[];
  wechat: string | null;
}

export interface Candidate {
  customer: CustomerRecord;
  contact: ContactRecord | null;
  /** Sum of open deals in fen; 0 without one. */
  openAmount: number;
  /** Sure enough to be taken without asking, if nobody else is. */
  isSure: boolean;
}

const MOST = 300;

const asCustomer = (row: StoredRow) => toRecord(entities.customer, row) as unknown as CustomerRecord;
const asContact = (row: StoredRow) => toRecord(entities.contact, row) as unknown as ContactRecord;

const inReach = (ctx: Ctx): QueryFilter<StoredRow> => ({ ...toFilter(readScope(ctx.actor)), archivedAt: null });

async function findByWords(ctx: Ctx, model: typeof Customer, words: string): Promise<StoredRow[]> {
  const query = toSearchQuery(words);
  if (!query) return [];
  const rows = await model
    .find({ $and: [inReach(ctx), ...query.keys.map((key) => ({ searchKeys: key }))] })
    .sort({ updatedAt: -1 })
    .limit(MOST)
    .lean<StoredRow[]>();
  return rows.filter((row) => query.matches(row.searchText ?? ""));
}

const customersById = async (ctx: Ctx, ids: string[]): Promise<CustomerRecord[]> =>
  ids.length === 0
    ? []
    : (await Customer.find({ $and: [inReach(ctx), { _id: { $in: ids } }] }).lean<StoredRow[]>()).map(asCustomer);

/** By phone or WeChat id: whoever has it is meant. */
async function matchPersonal(ctx: Ctx, mention: CustomerMention): Promise<Found[]> {
  const hashes = mention.phones.map((phone) => personalHash("phone", phone));
  const filters: QueryFilter<StoredRow>[] = [];
  if (hashes.length > 0) filters.push({ "phones.hash": { $in: hashes } });
  if (mention.wechat) filters.push({ "wechat.hash": personalHash("wechat", mention.wechat) });
  const found: Found[] = [];
  for (const filter of filters) {
    const reach = { $and: [inReach(ctx), filter] };
    const customers = await Customer.find(reach).limit(20).lean<StoredRow[]>();
    found.push(...customers.map((row) => ({ customerId: row._id, contact: null, isSure: true })));
    const contacts = await Contact.find(reach).limit(20).lean<StoredRow[]>();
    found.push(...contacts.map((row) => ({ customerId: String(row.customer), contact: asContact(row), isSure: true })));
  }
  return found;
}

interface Found {
  customerId: string;
  contact: ContactRecord | null;
  isSure: boolean;
}

const firstCharacters = (mention: Mention) => (mention.kind === "address" ? mention.surname : mention.name);

/** People who may be called so: contacts, and customers that are a person. */
async function matchPerson(ctx: Ctx, name: string): Promise<Found[]> {
  const mention = readMention(name);
  const words = firstCharacters(mention);
  const contacts = (await findByWords(ctx, Contact, words)).map(asContact);
  const people = (await findByWords(ctx, Customer, words))
    .map(asCustomer)
    .filter((customer) => customer.kind !== "company");
  const found: Found[] = [];
  for (const contact of contacts) {
    const fit = fitsMention(mention, contact);
    if (fit !== "no") found.push({ customerId: contact.customer, contact, isSure: fit === "yes" });
  }
  for (const person of people) {
    const fits = [person.name, ...person.aliases].some(
      (alias) => fitsMention(mention, { name: alias, title: null }) === "yes",
    );
    if (fits) found.push({ customerId: person.id, contact: null, isSure: true });
  }
  return found;
}

const isCalled = (customer: CustomerRecord, bare: string): boolean =>
  [...spokenNames(customer.name), ...customer.aliases].some((name) => foldText(bareCompany(name)) === foldText(bare));

const asCompany = (customer: CustomerRecord, isSure: boolean): Found => ({
  customerId: customer.id,
  contact: null,
  isSure,
});

/** Companies whose name or alias holds the words. Sure are those that go by them: 海天 is a part of 上海天元, and another company. */
async function matchCompany(ctx: Ctx, company: string): Promise<Found[]> {
  const bare = bareCompany(company);
  const customers = (await findByWords(ctx, Customer, bare)).map(asCustomer);
  const named = customers.filter((customer) =>
    [customer.name, ...customer.aliases].some((name) => foldText(name).includes(foldText(bare))),
  );
  const equal = named.filter((customer) =>
    [customer.name, ...customer.aliases].some((name) => foldText(bareCompany(name)) === foldText(bare)),
  );
  if (equal.length > 0) return equal.map((customer) => asCompany(customer, true));
  return named.map((customer) => asCompany(customer, isCalled(customer, bare)));
}

async function matchWords(ctx: Ctx, mention: CustomerMention): Promise<Found[]> {
  if (!mention.company) return mention.name ? matchPerson(ctx, mention.name) : [];
  const companies = await matchCompany(ctx, mention.company);
  if (!mention.name) return companies;
  const ids = companies.map((company) => company.customerId);
  const named = await matchPerson(ctx, mention.name);
  const people = named.filter((person) => ids.includes(person.customerId));
  if (people.length > 0) return people.map((person) => ({ ...person, isSure: true }));
  // Somebody of exactly that name is known elsewhere: one of the two words is wrong, and who knows which.
  const elsewhere = readMention(mention.name).kind === "name" ? named : [];
  if (elsewhere.length > 0) return [...companies, ...elsewhere].map((found) => ({ ...found, isSure: false }));
  return companies;
}

/** The owners of a number, unless the words name somebody else: then neither is certain. */
async function matchAll(ctx: Ctx, mention: CustomerMention): Promise<Found[]> {
  const personal = await matchPersonal(ctx, mention);
  const isNamed = Boolean(mention.name ?? mention.company);
  if (personal.length > 0 && !isNamed) return personal;
  const named = await matchWords(ctx, mention);
  if (personal.length === 0) return named;
  const both = personal.filter((owner) => named.some((other) => other.customerId === owner.customerId));
  return both.length > 0 ? both : [...personal, ...named].map((found) => ({ ...found, isSure: false }));
}

/** One entry a customer: of several people at one customer none is singled out. */
function byCustomer(found: Found[]): Map<string, Found> {
  const merged = new Map<string, Found>();
  for (const entry of found) {
    const other = merged.get(entry.customerId);
    if (!other) merged.set(entry.customerId, entry);
    else if (other.contact?.id !== entry.contact?.id) {
      const contact = other.contact && entry.contact ? null : (other.contact ?? entry.contact);
      merged.set(entry.customerId, { ...other, contact, isSure: other.isSure || entry.isSure });
    }
  }
  return merged;
}

async function openAmounts(ids: string[]): Promise<Map<string, number>> {
  const deals = await Opportunity.find({ customer: { $in: ids }, archivedAt: null, stage: { $nin: ["won", "lost"] } })
    .limit(1000)
    .lean<StoredRow[]>();
  const sums = new Map<string, number>();
  for (const deal of deals) {
    const customer = String(deal.customer);
    sums.set(customer, (sums.get(customer) ?? 0) + Number(deal.amount ?? 0));
  }
  return sums;
}

const lastTouched = (customer: CustomerRecord) => (customer.lastContactAt ?? customer.createdAt).getTime();

/**
 * Customers the words may mean, among those the actor may read; the last contacted first.
 * Looks at the database only through indexes.
 */
export async function matchCustomers(ctx: Ctx, mention: CustomerMention): Promise<Candidate[]> {
  const found = byCustomer(await matchAll(ctx, mention));
  const customers = await customersById(ctx, [...found.keys()].slice(0, MOST));
  const amounts = await openAmounts(customers.map((customer) => customer.id));
  return customers
    .map((customer) => ({
      customer,
      contact: found.get(customer.id)?.contact ?? null,
      isSure: found.get(customer.id)?.isSure ?? false,
      openAmount: amounts.get(customer.id) ?? 0,
    }))
    .sort((a, b) => Number(b.isSure) - Number(a.isSure) || lastTouched(b.customer) - lastTouched(a.customer));
}

/**
 * True when a colleague out of the actor's sight already has this company (by its full name) or this phone.
 * Never by a person's name: whether a hidden customer exists must not leak.
 */
export async function isKnownToColleague(mention: CustomerMention): Promise<boolean> {
  const hashes = mention.phones.map((phone) => personalHash("phone", phone));
  if (hashes.length > 0) {
    const filter = { "phones.hash": { $in: hashes }, archivedAt: null };
    if ((await Customer.exists(filter)) ?? (await Contact.exists(filter))) return true;
  }
  const query = mention.company ? toSearchQuery(bareCompany(mention.company)) : null;
  if (!query || !mention.company) return false;
  const wanted = foldText(bareCompany(mention.company));
  const rows = await Customer.find({
    $and: [{ archivedAt: null, kind: "company" }, ...query.keys.map((key) => ({ searchKeys: key }))],
  })
    .limit(MOST)
    .lean<StoredRow[]>();
  return rows.some((row) => foldText(bareCompany(String(row.name))) === wanted);
}
