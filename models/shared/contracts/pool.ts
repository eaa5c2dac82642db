import { z } from "zod";
import { houseWords } from "./houseWords";
import { CUSTOMER_LEVELS } from "../entities/customer";
import type { PoolRules } from "../values/pool";

const days = z.int().min(1).max(3650);

/** What an admin may set; values/pool.ts says what it means. */
export const poolRulesSchema: z.ZodType<PoolRules> = z.strictObject({
  noFollowUpDays: days.nullable(),
  noDealDays: days.nullable(),
  noOpportunityDays: days.nullable(),
  warnDays: z.int().min(1).max(30),
  exemptWon: z.boolean(),
  exemptLevels: z.array(z.enum(CUSTOMER_LEVELS)).max(CUSTOMER_LEVELS.length),
  exemptTags: z.array(houseWords(40)).max(20),
  claimsPerDay: z.int().min(0).max(1000),
  claimsHeld: z.int().min(0).max(100_000),
  coolDownDays: z.int().min(0).max(365),
  protectDays: z.int().min(1).max(365),
});

/** What the caller may still take from the public pool. */
export const claimsLeft = z.object({ perDay: z.int(), leftToday: z.int(), most: z.int(), held: z.int() });
export type ClaimsLeft = z.infer<typeof claimsLeft>;

/** Who goes back to the public pool next. `tonight` and `total` count all the caller is responsible for, `items` those they may see. */
export const recyclingAnswer = z.object({
  runsAt: z.string(),
  tonight: z.int(),
  total: z.int(),
  items: z.array(
    z.object({
      customer: z.string(),
      customerName: z.string(),
      owner: z.string(),
      ownerName: z.string().nullable(),
      reason: z.string(),
      /** Whether its owner was told. */
      isWarned: z.boolean(),
      goesAt: z.string(),
    }),
  ),
});
export type RecyclingAnswer = z.infer<typeof recyclingAnswer>;
