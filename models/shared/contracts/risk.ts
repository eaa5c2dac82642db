import { z } from "zod";
import { RISK_KINDS, type Risk, type RiskLimits } from "../values/risk";

export const riskSchema: z.ZodType<Risk> = z.object({
  level: z.enum(["amber", "red"]),
  kinds: z.array(z.enum(RISK_KINDS)),
  short: z.string(),
  sentence: z.string(),
});

/** What an admin may set; values/risk.ts says what it means. */
export const riskLimitsSchema: z.ZodType<RiskLimits> = z.strictObject({
  quietAfterDays: z.int().min(1).max(365),
  lostAfterDays: z.int().min(1).max(730),
});

/** A customer somebody is warned of. */
export const riskLine = z.object({
  customer: z.string(),
  customerName: z.string(),
  owner: z.string().nullable(),
  ownerName: z.string().nullable(),
  level: z.enum(["amber", "red"]),
  /** The reasons as one sentence. */
  reason: z.string(),
  phone: z.string().nullable(),
});
export type RiskLine = z.infer<typeof riskLine>;

/** At most a hundred, those with the most at stake first; `count` tells how many there are. */
export const riskList = z.object({ items: z.array(riskLine), count: z.int() });
export type RiskList = z.infer<typeof riskList>;
