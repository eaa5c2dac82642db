import { z } from "zod";
import { entities, type EntityName } from "../entities";
import { person } from "./read";

/** What can be counted. Each figure is the number of rows of one list, and opens that list. */
export const FIGURES = [
  "followed",
  "visited",
  "newCustomers",
  "newDeals",
  "won",
  "lost",
  "done",
  "overdue",
  "ahead",
  "pipeline",
  "expected",
  "stuck",
  "silent",
  "customers",
] as const;
export type FigureKey = (typeof FIGURES)[number];
export const isFigure = (topic: string): topic is FigureKey => (FIGURES as readonly string[]).includes(topic);

/** A list and its filter: the parameters of `GET /api/v1/<entity>`. */
export const rowsBehind = z.object({
  entity: z.enum(Object.keys(entities) as [EntityName, ...EntityName[]]),
  query: z.record(z.string(), z.string()),
});
export type RowsBehind = z.infer<typeof rowsBehind>;

export const figure = z.object({
  key: z.enum(FIGURES),
  count: z.int(),
  /** Sum of the deals' amounts, in fen; null where the rows are no deals. */
  amount: z.int().nullable(),
  /** How many customers the notes are about; null where the rows are no notes. */
  customers: z.int().nullable(),
  rows: rowsBehind,
});
export type Figure = z.infer<typeof figure>;

export const REPORTS = ["daily", "weekly", "monthly"] as const;
export type ReportName = (typeof REPORTS)[number];

/** A report drawn from rows. `whose` is null for everybody the caller may see, who then are the `members`. */
export const report = z.object({
  name: z.enum(REPORTS),
  from: z.string(),
  to: z.string(),
  whose: person.nullable(),
  /** Whether the caller may see others' rows too. */
  hasTeam: z.boolean(),
  figures: z.array(figure),
  members: z.array(person.extend({ figures: z.array(figure) })),
});
export type Report = z.infer<typeof report>;
