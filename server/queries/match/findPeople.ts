import { fitsMention, readMention, type Mention } from "../../../models/shared/values/address";
import type { Ctx } from "../../context";
import { asContact, asCustomer, findByWords } from "./findByWords";
import type { Found } from "./types";

const firstCharacters = (mention: Mention) => (mention.kind === "address" ? mention.surname : mention.name);

/** A full name says who; 张总 fits many. */
const reasonsFor = (mention: Mention): Found["reasons"] => (mention.kind === "name" ? ["exactName"] : []);

async function findContacts(ctx: Ctx, mention: Mention): Promise<Found[]> {
  const found: Found[] = [];
  for (const contact of (await findByWords(ctx, "contact", firstCharacters(mention))).map(asContact(ctx))) {
    const fit = fitsMention(mention, contact);
    if (fit === "no") continue;
    found.push({ customerId: contact.customer, contact, isSure: fit === "yes", reasons: reasonsFor(mention) });
  }
  return found;
}

/** People who may be called so: contacts, and customers that are a person. */
export async function findPeople(ctx: Ctx, name: string): Promise<Found[]> {
  const mention = readMention(name);
  const contacts = await findContacts(ctx, mention);
  const people = (await findByWords(ctx, "customer", firstCharacters(mention)))
    .map(asCustomer(ctx))
    .filter((customer) => customer.kind !== "company")
    .filter(({ name: own, aliases }) =>
      [own, ...aliases].some((alias) => fitsMention(mention, { name: alias, title: null }) === "yes"),
    );
  return [
    ...contacts,
    ...people.map((customer) => ({
      customerId: customer.id,
      customer,
      contact: null,
      isSure: true,
      reasons: reasonsFor(mention),
    })),
  ];
}
