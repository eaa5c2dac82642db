import type { Contact } from "../../models/shared/entities/contact";
import type { Customer } from "../../models/shared/entities/customer";
import { createRecord, updateRecord } from "../../server/commands/records";
import type { Ctx } from "../../server/context";
import type { Matter } from "./draft";
import type { Settled } from "./resolve";

export interface Party {
  customer: Customer;
  contact: Contact | null;
  isNew: boolean;
  /** A contact was made, or got a number it did not have. */
  isContactWritten: boolean;
}

type Person = Matter["customers"][number];

const reachesOf = (person: Person) => ({
  phones: person.phones.map((phone) => phone.value),
  wechat: person.wechat?.value ?? null,
});

const hasReaches = (person: Person) => person.phones.length > 0 || Boolean(person.wechat ?? person.email);

const createContact = (ctx: Ctx, customer: string, person: Person): Promise<Contact> =>
  createRecord(ctx, "contact", {
    customer,
    name: person.name?.value ?? "",
    title: person.title?.value ?? null,
    ...reachesOf(person),
    email: person.email?.value ?? null,
  });

/** A company and who was named there; or the person alone, when no company was said. */
async function createParty(ctx: Ctx, person: Person): Promise<Party> {
  const company = person.company?.value;
  if (!company) {
    const customer = await createRecord(ctx, "customer", {
      name: person.name?.value ?? "",
      kind: "person",
      ...reachesOf(person),
    });
    return { customer, contact: null, isNew: true, isContactWritten: false };
  }
  const own = person.name ? {} : reachesOf(person);
  const customer = await createRecord(ctx, "customer", { name: company, kind: "company", ...own });
  const contact = person.name ? await createContact(ctx, customer.id, person) : null;
  return { customer, contact, isNew: true, isContactWritten: contact !== null };
}

interface Reached {
  person: Person;
  /** The first number is the one to call: a new one takes that place, and the old one is kept behind it. */
  isChanged: boolean;
}

const join = (first: string[], others: string[]) => [...new Set([...first, ...others])];

async function addReaches(ctx: Ctx, party: Party, { person, isChanged }: Reached): Promise<Party> {
  const { phones, wechat } = reachesOf(person);
  const withOld = (old: string[]) => (isChanged ? join(phones, old) : join(old, phones));
  if (party.contact) {
    const { contact } = party;
    const email = person.email?.value ?? contact.email;
    const changes = { phones: withOld(contact.phones), wechat: wechat ?? contact.wechat, email };
    return {
      ...party,
      contact: await updateRecord(ctx, "contact", { id: contact.id, changes }),
      isContactWritten: true,
    };
  }
  if (person.name && party.customer.kind === "company") {
    return { ...party, contact: await createContact(ctx, party.customer.id, person), isContactWritten: true };
  }
  const { customer } = party;
  const changes = { phones: withOld(customer.phones), wechat: wechat ?? customer.wechat };
  return {
    ...party,
    customer: await updateRecord(ctx, "customer", { id: customer.id, changes }),
    isContactWritten: true,
  };
}

/** Further people named in the same matter, when a number or the wish to store them came with them. */
async function addOthers(ctx: Ctx, party: Party, people: Person[]): Promise<void> {
  if (party.customer.kind !== "company") return;
  for (const person of people) {
    const isSame = person.name?.value === party.contact?.name;
    const isElsewhere = person.company && person.company.value !== party.customer.name;
    if (person.name && hasReaches(person) && !isSame && !isElsewhere)
      await createContact(ctx, party.customer.id, person);
  }
}

/**
 * Finds or makes the customer and contact a matter is about, and stores numbers that were said.
 * @param said `keeps`: whoever is named becomes a contact, also without a number; `isChanged`: a number takes the place of the one before
 */
export async function applyCustomer(
  ctx: Ctx,
  said: { matter: Matter; keeps: boolean; isChanged: boolean },
  resolution: Settled,
): Promise<Party> {
  const [person, ...others] = said.matter.customers;
  if (resolution.kind === "new") {
    const party = await createParty(ctx, person ?? { phones: [] });
    await addOthers(ctx, party, others);
    return party;
  }
  const { customer, contact } = resolution;
  const party = { customer, contact, isNew: false, isContactWritten: false };
  if (!person) return party;
  const { isChanged } = said;
  const enriched = hasReaches(person) || said.keeps ? await addReaches(ctx, party, { person, isChanged }) : party;
  await addOthers(ctx, enriched, others);
  return enriched;
}
