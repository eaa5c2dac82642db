import { Contact, Customer } from "../../../models";
import { soundKey, soundOf, spokenAs, surnameKey } from "../../../models/searchKeys";
import type { Contact as ContactRecord } from "../../../models/shared/entities/contact";
import {
  addressesLike,
  fitsMention,
  readMention,
  surnameOf,
  type Mention,
} from "../../../models/shared/values/address";
import { bareCompany, spokenNames } from "../../../models/shared/values/companyName";
import type { StoredRow } from "../../../models/storedRecord";
import type { Ctx } from "../../context";
import { ownReadable } from "../readable";
import { asContact, asCustomer } from "./findByWords";
import type { CustomerMention, Found } from "./types";

const MOST = 50;

/** Only the actor's own: a name misheard must not lead to whom a colleague knows. */
const own = (ctx: Ctx, entity: "customer" | "contact", key: string) => ({
  ...ownReadable(ctx, entity),
  searchKeys: key,
});

const sharesCharacter = (said: string, name: string) => [...said].some((character, at) => [...name][at] === character);

/** Close enough to be taken for a slip of hearing: the same syllables, and the tones or a character of it besides. */
export function isMisheard(said: string, name: string, rule: { needsTones: boolean }): boolean {
  const heard = spokenAs(said);
  const meant = spokenAs(name);
  if (heard.plain !== meant.plain) return false;
  return heard.toned === meant.toned || (!rule.needsTones && sharesCharacter(said, name));
}

async function companiesLike(ctx: Ctx, company: string): Promise<Found[]> {
  const said = bareCompany(company);
  const rows = await Customer.find(own(ctx, "customer", soundKey(said)))
    .limit(MOST)
    .lean<StoredRow[]>();
  return rows.map(asCustomer(ctx)).flatMap((customer): Found[] => {
    const names = [...spokenNames(customer.name), ...customer.aliases];
    const heardAs = names.find((name) => soundOf(name) === soundOf(said));
    if (!heardAs) return [];
    const isSure = isMisheard(said, heardAs, { needsTones: false });
    return [{ customerId: customer.id, contact: null, isSure, reasons: ["soundsLike"], heardAs }];
  });
}

async function contactsBy(ctx: Ctx, key: string): Promise<ContactRecord[]> {
  return (
    await Contact.find(own(ctx, "contact", key))
      .limit(MOST)
      .lean<StoredRow[]>()
  ).map(asContact(ctx));
}

const asFound = (contact: ContactRecord, heardAs: string, isSure: boolean): Found => ({
  customerId: contact.customer,
  contact,
  isSure,
  reasons: ["soundsLike"],
  heardAs,
});

/** 章总 for 张总, 张宗 for 张总. */
async function addressedLike(
  ctx: Ctx,
  said: string,
  { surname, address }: Mention & { kind: "address" },
): Promise<Found[]> {
  return (await contactsBy(ctx, surnameKey(surname))).flatMap((contact) => {
    const own = surnameOf(contact.name);
    const fit = fitsMention({ kind: "address", surname: own, address }, contact);
    if (fit === "no") return [];
    const name = `${own}${address}`;
    return [asFound(contact, name, fit === "yes" && isMisheard(said, name, { needsTones: false }))];
  });
}

async function namedLike(ctx: Ctx, said: string): Promise<Found[]> {
  return (await contactsBy(ctx, soundKey(said)))
    .filter((contact) => soundOf(contact.name) === soundOf(said))
    .map((contact) => asFound(contact, contact.name, isMisheard(said, contact.name, { needsTones: true })));
}

/** 张宗: a form of address that was itself heard wrong. */
async function misheardAddress(ctx: Ctx, said: string): Promise<Found[]> {
  const found: Found[] = [];
  for (const address of addressesLike(said, soundOf)) {
    const surname = said.slice(0, -address.length);
    found.push(...(await addressedLike(ctx, said, { kind: "address", surname, address })));
  }
  return found;
}

async function peopleLike(ctx: Ctx, said: string): Promise<Found[]> {
  const mention = readMention(said);
  if (mention.kind === "address") return addressedLike(ctx, said, mention);
  return [...(await namedLike(ctx, said)), ...(await misheardAddress(ctx, said))];
}

/**
 * Whom a name that nobody has may have been heard wrong for, by pinyin. What was typed is never sure: there one asks.
 */
export async function findBySound(ctx: Ctx, mention: CustomerMention, spoken: boolean): Promise<Found[]> {
  const { name, company } = mention;
  const companies = company ? await companiesLike(ctx, company) : [];
  // Words that name nobody are read as a company's; heard right, they may have been somebody's.
  const people = await (name ? peopleLike(ctx, name) : misheardAddress(ctx, company ?? ""));
  const found = company && name ? atOneOf(companies, people) : [...companies, ...people];
  return found.map((one) => ({ ...one, isSure: one.isSure && spoken }));
}

/** 鼎胜的张宗: somebody heard at a house heard; else the house. */
function atOneOf(companies: Found[], people: Found[]): Found[] {
  const houses = new Map(companies.map((company) => [company.customerId, company]));
  const there = people.filter(({ customerId }) => houses.has(customerId));
  if (there.length === 0) return companies;
  return there.map((person) => {
    const house = houses.get(person.customerId);
    return {
      ...person,
      isSure: person.isSure && Boolean(house?.isSure),
      heardAs: `${house?.heardAs ?? ""}${person.heardAs}`,
    };
  });
}
