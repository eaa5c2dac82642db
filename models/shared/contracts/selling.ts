import { z } from "zod";
import { person } from "./read";

/** Reports about how deals go. Money is fen, shares are 0 to 1. */

const tally = { count: z.int(), amount: z.int() };
const share = z.number().nullable();

export const funnel = z.object({
  from: z.string().nullable(),
  to: z.string().nullable(),
  owner: z.string().nullable(),
  /** Those that stand in a stage, how many ever came to it, and what share of these went on. */
  stages: z.array(z.object({ stage: z.string(), name: z.string(), ...tally, reached: z.int(), goesOn: share })),
  won: z.object(tally),
  lost: z.object(tally),
  members: z.array(person),
});
export type Funnel = z.infer<typeof funnel>;

const weighed = { ...tally, weighted: z.int() };

export const forecast = z.object({
  owner: z.string().nullable(),
  ...weighed,
  stages: z.array(
    z.object({
      stage: z.string(),
      name: z.string(),
      /** Percent. */
      probability: z.number(),
      /** Whether past deals say so, or the stage. */
      source: z.enum(["history", "stage"]),
      ...weighed,
    }),
  ),
  /** By the month they should close in; null without one. */
  months: z.array(z.object({ month: z.string().nullable(), ...weighed })),
});
export type Forecast = z.infer<typeof forecast>;

/** A stay of a deal in one stage; `days` is null where it ended. */
export const stageStay = z.object({
  stage: z.string(),
  stageName: z.string(),
  from: z.string(),
  until: z.string().nullable(),
  days: z.int().nullable(),
  by: z.string().nullable(),
});
export type StageStay = z.infer<typeof stageStay>;

export const losses = z.object({
  from: z.string(),
  to: z.string(),
  reasons: z.array(z.object({ reason: z.string().nullable(), ...tally })),
  competitors: z.array(z.object({ name: z.string(), ...tally })),
});
export type Losses = z.infer<typeof losses>;

export const attainment = z.object({
  period: z.string(),
  from: z.string(),
  to: z.string(),
  /** Everybody the caller leads together; null for those who lead nobody. */
  total: z.object({ target: z.int().nullable(), won: z.int(), share }).nullable(),
  rows: z.array(
    z.object({
      kind: z.enum(["person", "department"]),
      id: z.string(),
      name: z.string(),
      target: z.int().nullable(),
      version: z.int(),
      won: z.int(),
      share,
      /** Whether the caller may set it. */
      canSet: z.boolean(),
    }),
  ),
});
export type Attainment = z.infer<typeof attainment>;
