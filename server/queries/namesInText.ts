import { Contact, Customer } from "../../models";
import { spokenNames, withPlace } from "../../models/shared/values/companyName";
import { entities } from "../../models/shared/entities";
import { namesOf, namesPaths, type StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { ownReadable } from "./readable";

/** A name of the actor's own customers or contacts that stands in a text. */
export interface NameInText {
  name: string;
  kind: "company" | "person";
}

/** More own customers than this nobody keeps in mind; the freshest count. */
const MOST = 2000;

function customerNames(row: StoredRow): NameInText[] {
  const kind = row.kind === "person" ? "person" : "company";
  const { name, aliases } = namesOf(entities.customer, row);
  const names = kind === "company" ? spokenNames(name) : [name];
  return [...names, ...aliases].map((name) => ({ name, kind }));
}

/** Names only the database can tell from ordinary words: brands without a legal form, full names. */
export async function namesInText(ctx: Ctx, text: string): Promise<NameInText[]> {
  const customers = await Customer.find(ownReadable(ctx, "customer"), { ...namesPaths(entities.customer), kind: 1 })
    .sort({ updatedAt: -1 })
    .limit(MOST)
    .lean<StoredRow[]>();
  const contacts = await Contact.find(ownReadable(ctx, "contact"), namesPaths(entities.contact))
    .sort({ updatedAt: -1 })
    .limit(MOST)
    .lean<StoredRow[]>();
  const people = contacts.map((row): NameInText => ({ name: namesOf(entities.contact, row).name, kind: "person" }));
  return [...customers.flatMap(customerNames), ...people]
    .filter(({ name }) => name.length >= 2 && text.includes(name))
    .map(({ name, kind }) => ({ kind, name: kind === "company" ? withPlace(text, name) : name }));
}
