import { Contact, Customer } from "../../models";
import { spokenNames, withPlace } from "../../models/shared/values/companyName";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { ownReadable } from "./readable";

/** A name of the actor's own customers or contacts that stands in a text. */
export interface NameInText {
  name: string;
  kind: "company" | "person";
}

/** More own customers than this nobody keeps in mind; the freshest count. */
const MOST = 2000;

function namesOf(row: StoredRow): NameInText[] {
  const kind = row.kind === "person" ? "person" : "company";
  const aliases = (row.aliases as string[] | undefined) ?? [];
  const names = kind === "company" ? spokenNames(String(row.name)) : [String(row.name)];
  return [...names, ...aliases].map((name) => ({ name, kind }));
}

/** Names only the database can tell from ordinary words: brands without a legal form, full names. */
export async function namesInText(ctx: Ctx, text: string): Promise<NameInText[]> {
  const customers = await Customer.find(ownReadable(ctx, "customer"), { name: 1, kind: 1, aliases: 1 })
    .sort({ updatedAt: -1 })
    .limit(MOST)
    .lean<StoredRow[]>();
  const contacts = await Contact.find(ownReadable(ctx, "contact"), { name: 1 })
    .sort({ updatedAt: -1 })
    .limit(MOST)
    .lean<StoredRow[]>();
  const people = contacts.map((row): NameInText => ({ name: String(row.name), kind: "person" }));
  return [...customers.flatMap(namesOf), ...people]
    .filter(({ name }) => name.length >= 2 && text.includes(name))
    .map(({ name, kind }) => ({ kind, name: kind === "company" ? withPlace(text, name) : name }));
}
