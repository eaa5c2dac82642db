import type { Entity, RecordBase } from "./shared/defineEntity";
import type { Field } from "./shared/fields";
import { readPersonal, redact, restore, storePersonal, withoutCuts, type StoredPersonal } from "./personal";
import { toSearchFields, type SearchFields } from "./searchKeys";

/**
 * The one translation between a record as the program sees it (clear, `id`, null for empty) and the row as it is stored
 * (`_id`, personal data sealed, search keys beside it).
 */
export type StoredRow = Omit<RecordBase, "id"> &
  Partial<SearchFields> & { _id: string; archivedAt: Date | null } & Record<string, unknown>;

type Values = Record<string, unknown>;

/** Whether somebody's own words are kept in it. */
export const isWords = (field: Field): boolean => field.kind === "list" || (field.kind === "text" && !field.plain);

/** Where the sealed pieces of words lie; there only where some were cut out. */
export const cutsPath = (field: string) => `${field}Cuts`;

const emptyOf = (field: Field) => (field.kind === "list" ? [] : null);

function toList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value ? [value] : [];
}

function storeField(name: string, field: Field, value: unknown): Values {
  if (field.kind === "personal") {
    return { [name]: toList(value).map((item) => storePersonal(field.of, String(item))) };
  }
  if (isWords(field)) {
    const { texts, cuts } = redact(toList(value).map(String));
    const words = field.kind === "list" ? texts : (texts[0] ?? null);
    return { [name]: words, ...(cuts.length > 0 ? { [cutsPath(name)]: cuts } : {}) };
  }
  return { [name]: value ?? emptyOf(field) };
}

/** The given fields as they are stored; fields not given are left out. */
export function toStored(entity: Entity, values: Values): Values {
  const stored: Values = {};
  for (const [name, field] of Object.entries(entity.fields)) {
    if (name in values) Object.assign(stored, storeField(name, field, values[name]));
  }
  return stored;
}

/** Where a change leaves nothing cut out. */
export const emptiedCuts = (entity: Entity, stored: Values): string[] =>
  Object.entries(entity.fields)
    .filter(([name, field]) => name in stored && isWords(field))
    .map(([name]) => cutsPath(name))
    .filter((path) => !(path in stored));

function readField(field: Field, row: Values, name: string): unknown {
  const value = row[name];
  if (field.kind === "personal") {
    const all = ((value ?? []) as StoredPersonal[]).map(readPersonal);
    return field.many ? all : (all[0] ?? null);
  }
  const cuts = isWords(field) ? (row[cutsPath(name)] as StoredPersonal[] | undefined) : undefined;
  if (cuts) {
    const texts = toList(value).map((text) => restore(String(text), cuts));
    return field.kind === "list" ? texts : (texts[0] ?? null);
  }
  return value ?? emptyOf(field);
}

/** The row as the program sees it. */
export function toRecord(entity: Entity, row: StoredRow): RecordBase & Values {
  const record: RecordBase & Values = {
    id: row._id,
    version: row.version,
    owner: row.owner,
    isKey: row.isKey ?? false,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
  for (const [name, field] of Object.entries(entity.fields)) record[name] = readField(field, row, name);
  return record;
}

/** The paths that `titleOf` reads, for a projection. */
export const titlePaths = ({ titleField }: Entity): Record<string, 1> => ({
  [titleField]: 1,
  [cutsPath(titleField)]: 1,
});

/** What a row is called, as whoever wrote it did. */
export function titleOf(entity: Entity, row: Values): string {
  const field = entity.fields[entity.titleField];
  return String((field && readField(field, row, entity.titleField)) ?? "");
}

/** The paths that `namesOf` reads, for a projection. */
export const namesPaths = (entity: Entity): Record<string, 1> => ({
  ...titlePaths(entity),
  ...("aliases" in entity.fields ? { aliases: 1, [cutsPath("aliases")]: 1 } : {}),
});

/** What a row is called and what else it goes by, as whoever wrote it did: with the number that stands in a name. */
export function namesOf(entity: Entity, row: Values): { name: string; aliases: string[] } {
  const { aliases } = entity.fields;
  return { name: titleOf(entity, row), aliases: aliases ? (readField(aliases, row, "aliases") as string[]) : [] };
}

const searchFields = (entity: Entity, kind: "name" | "text") =>
  Object.entries(entity.fields).filter(([, field]) => "search" in field && field.search === kind);

export const isSearchable = (entity: Entity) =>
  searchFields(entity, "name").length + searchFields(entity, "text").length > 0;

/** Whether one of these fields is among the words that are searched. */
export const isSearchedIn = (entity: Entity, fields: string[]) =>
  [...searchFields(entity, "name"), ...searchFields(entity, "text")].some(([name]) => fields.includes(name));

/** Search keys of a row, from its stored (redacted) values: numbers cut out of a text are not searchable in clear. */
export function searchFieldsOf(entity: Entity, stored: Values): SearchFields {
  const wordsOf = (kind: "name" | "text") =>
    searchFields(entity, kind)
      .flatMap(([name]) => stored[name] as string | string[] | null)
      .filter((word): word is string => Boolean(word))
      .map(withoutCuts);
  return toSearchFields({ names: wordsOf("name"), texts: wordsOf("text") });
}
