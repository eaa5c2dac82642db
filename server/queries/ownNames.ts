import type { Model } from "mongoose";
import { models } from "../../models";
import { spokenNames } from "../../models/shared/values/companyName";
import { entities } from "../../models/shared/entities";
import { namesOf, namesPaths, type StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { nameChanges, type Named } from "../events/nameChanges";
import { ownReadable } from "./readable";

/** What something of the actor's own is called. */
export interface OwnName {
  name: string;
  kind: "company" | "person";
}

interface Book {
  filledAt: Date;
  /** When it was last compared with the rows, and what had changed in this process by then. */
  comparedAt: Date;
  compared: number;
  /** The latest change that was seen. */
  changedAt: Date;
  /** By the row's id. */
  names: Map<string, OwnName[]>;
}

/** More own customers than this nobody keeps in mind; the freshest count. */
const MOST = 2000;
/** Within it a row that was given away or put aside is still known by name; whether it may be read is asked where it is read. */
const FRESH_MS = 60_000;
/** What other servers change is looked for this often; what this one changes is seen at once. */
const COMPARE_MS = 20_000;
/** Servers' clocks differ, and a change is seen only once its transaction is through. */
const OVERLAP_MS = 30_000;
/** Of people who talk in the same minute. */
const MOST_BOOKS = 200;

const books = new Map<string, Book>();

function toNames(entity: Named, row: StoredRow): OwnName[] {
  const { name, aliases } = namesOf(entities[entity], row);
  if (entity === "contact") return [{ name, kind: "person" }];
  const kind = row.kind === "person" ? "person" : "company";
  return [...(kind === "company" ? spokenNames(name) : [name]), ...aliases].map((one) => ({ name: one, kind }));
}

function readRows(ctx: Ctx, entity: Named, since: Date | null): Promise<StoredRow[]> {
  const model = models[entity] as Model<StoredRow>;
  const fields = { ...namesPaths(entities[entity]), kind: 1, updatedAt: 1 };
  return model
    .find({ ...ownReadable(ctx, entity), ...(since && { updatedAt: { $gte: since } }) }, fields)
    .sort({ updatedAt: -1 })
    .limit(MOST)
    .lean<StoredRow[]>();
}

const within = (ms: number, since: Date, now: Date) => Math.abs(now.getTime() - since.getTime()) < ms;

const isCurrent = (book: Book, now: Date): boolean =>
  book.compared === nameChanges() && within(COMPARE_MS, book.comparedAt, now);

async function compare(ctx: Ctx, entity: Named, old: Book | null): Promise<Book> {
  // Counted before the rows are read: what changes meanwhile is read again.
  const compared = nameChanges();
  const rows = await readRows(ctx, entity, old && new Date(old.changedAt.getTime() - OVERLAP_MS));
  const empty = { filledAt: ctx.now, changedAt: new Date(0), names: new Map<string, OwnName[]>() };
  const book: Book = { ...(old ?? empty), comparedAt: ctx.now, compared };
  for (const row of rows) {
    book.names.set(row._id, toNames(entity, row));
    if (row.updatedAt > book.changedAt) book.changedAt = row.updatedAt;
  }
  return book;
}

async function openBook(ctx: Ctx, entity: Named): Promise<Book> {
  // By what may be read: with other rights it is another book.
  const key = entity + JSON.stringify(ownReadable(ctx, entity));
  const known = books.get(key);
  const old = known && within(FRESH_MS, known.filledAt, ctx.now) ? known : null;
  const book = old && isCurrent(old, ctx.now) ? old : await compare(ctx, entity, old);
  // The one that was asked for last stands last.
  books.delete(key);
  books.set(key, book);
  for (const oldest of books.keys()) if (books.size > MOST_BOOKS) books.delete(oldest);
  return book;
}

/**
 * What the actor's own customers and contacts are called. Read once and then kept up to date for a minute: every message asks for
 * all of them, and of a thousand names none or one has changed since the last.
 */
export async function ownNames(ctx: Ctx): Promise<OwnName[]> {
  const customers = await openBook(ctx, "customer");
  const contacts = await openBook(ctx, "contact");
  return [...customers.names.values(), ...contacts.names.values()].flat();
}
