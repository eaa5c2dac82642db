import { z } from "zod";
import type { Field } from "./fields";
import { UNOWNED } from "./values/owner";
import { rangePattern, UNSET } from "./values/range";
import { seenText } from "./values/seenText";

export interface Entity<N extends string = string, F extends Record<string, Field> = Record<string, Field>> {
  name: N;
  /** The field that stands for the record in titles and links. */
  titleField: string;
  fields: F;
}

export const defineEntity = <const N extends string, const F extends Record<string, Field>>(
  name: N,
  definition: { titleField: keyof F & string; fields: F },
): Entity<N, F> => ({ name, ...definition });

type ValueOf<F extends Field> = F extends { kind: "number" | "money" }
  ? number
  : F extends { kind: "instant" }
    ? Date
    : F extends { kind: "choice"; options: infer O extends readonly string[] }
      ? O[number]
      : F extends { kind: "list" } | { kind: "personal"; many: true }
        ? string[]
        : string;

/** Every record carries these; `version` counts changes and guards against lost updates. */
export interface RecordBase {
  id: string;
  version: number;
  /** Null only for a customer in the public pool. */
  owner: string | null;
  /** A key customer, or what hangs on one; see `isKeyCustomer`. Kept beside the fields so that one look at a row tells who may see it. */
  isKey: boolean;
  createdAt: Date;
  updatedAt: Date;
}

type IsMany<F extends Field> = F extends { kind: "list" } | { kind: "personal"; many: true } ? true : false;

export type FieldsOf<E extends Entity> = {
  [K in keyof E["fields"]]:
    | ValueOf<E["fields"][K]>
    | (E["fields"][K] extends { required: true } ? never : IsMany<E["fields"][K]> extends true ? never : null);
};

/** The record as the program sees it: personal values in clear, empty fields null, lists empty. */
export type RecordOf<E extends Entity> = RecordBase & FieldsOf<E>;

const DAY_TEXT = "\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])";
const DAY = new RegExp(`^${DAY_TEXT}$`);
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const ID = /^[0-9a-f]{24}$/;

export const daySchema = z.string().regex(DAY);
export const timeSchema = z.string().regex(TIME);
export const idSchema = z.string().regex(ID);
const seenSchema = z.string().overwrite(seenText).trim();
/** One fen to a hundred billion yuan: beyond that somebody mistyped. */
export const moneySchema = z.int().min(0).max(10_000_000_000_000);

export const personalSchemas = {
  phone: z
    .string()
    .trim()
    .regex(/^[0-9+][0-9 -]{4,24}$/),
  wechat: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][\w-]{4,29}$/),
  email: z.email().max(254),
};

function valueSchema(field: Field): z.ZodType {
  switch (field.kind) {
    case "text":
      return seenSchema.min(1).max(field.max);
    case "number":
      return z.number().min(field.min).max(field.max);
    case "money":
      return moneySchema;
    case "day":
      return daySchema;
    case "instant":
      return z.iso.datetime({ offset: true }).transform((value) => new Date(value));
    case "time":
      return timeSchema;
    case "choice":
      return z.enum(field.options);
    case "ref":
      return idSchema;
    case "list":
      return z.array(seenSchema.min(1).max(field.length ?? 40)).max(field.max);
    case "personal":
      return field.many ? z.array(personalSchemas[field.of]).max(10) : personalSchemas[field.of];
  }
}

const isMany = (field: Field) => field.kind === "list" || (field.kind === "personal" && field.many);

/** What an API, a form or an import may say when it creates a record: strict, without managed fields. */
export function toInput(entity: Entity) {
  const shape: Record<string, z.ZodType> = {};
  for (const [name, field] of Object.entries(entity.fields)) {
    if (field.managed) continue;
    const value = valueSchema(field);
    shape[name] = field.required ? value : isMany(field) ? value.optional() : value.nullable().optional();
  }
  return z.strictObject(shape);
}

/** A change: any of the input's fields, plus the version that was read. */
export function toPatch(entity: Entity) {
  return toInput(entity)
    .partial()
    .extend({ version: z.int().min(0) });
}

const dayRangeSchema = z.string().regex(rangePattern(DAY_TEXT));
const moneyRangeSchema = z.string().regex(rangePattern("\\d{1,14}"));
/** One choice or several, separated by commas. */
const choicesSchema = (options: readonly string[]) =>
  z.string().regex(new RegExp(`^(?:${options.join("|")})(?:,(?:${options.join("|")}))*$`));

const MOST_FILTER = 400;

/** Somebody's, nobody's, or anybody's. */
const ownerSchema = z.union([idSchema, z.enum([UNOWNED, `!${UNOWNED}`])]);

function filterSchema(field: Field): z.ZodType {
  switch (field.kind) {
    case "instant":
    case "day":
      return z.union([dayRangeSchema, z.literal(UNSET)]);
    case "money":
      return moneyRangeSchema;
    case "choice":
      return choicesSchema(field.options);
    case "text":
      return z.string().trim().min(1).max(MOST_FILTER);
    case "number":
    case "time":
    case "ref":
    case "list":
    case "personal":
      return valueSchema(field);
  }
}

/** Running text has no order anybody asks for, and would not fit into a cursor. */
const isSortable = (field: Field) =>
  !isMany(field) && field.kind !== "personal" && !(field.kind === "text" && field.search === "text");

/**
 * A list query: search words, paging, sort by a listed field, one parameter per filterable field.
 * Days and money may be ranges (`2026-09-01..2026-09-30`, `5000000..`), days also `none`, choices and words several (`proposal,negotiation`),
 * words also none of several (`!won,lost`).
 */
export function toQuery(entity: Entity) {
  const filters: Record<string, z.ZodType> = {};
  const sorts = ["createdAt", "updatedAt"];
  for (const [name, field] of Object.entries(entity.fields)) {
    if (field.filter) filters[name] = filterSchema(field).optional();
    if (field.list && isSortable(field)) sorts.push(name);
  }
  return z.strictObject({
    q: z.string().trim().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: z.string().max(1000).optional(),
    sort: z.enum(sorts.flatMap((name) => [name, `-${name}`]) as [string, ...string[]]).default("-updatedAt"),
    owner: ownerSchema.optional(),
    createdAt: dayRangeSchema.optional(),
    updatedAt: dayRangeSchema.optional(),
    ...filters,
  });
}
