import { z } from "zod";
import { idSchema } from "../defineEntity";

/** Why a lead counts for something, and for how much. */
export const LEAD_REASONS = {
  mobile: 20,
  landline: 10,
  wechat: 10,
  email: 5,
  company: 15,
  title: 5,
  budget: 15,
  interest: 15,
  urgent: 10,
  referral: 10,
  again: 10,
  known: 10,
} as const;
export type LeadReason = keyof typeof LEAD_REASONS;

const words = z.array(z.string().trim().min(1).max(40)).max(30);

/** Who gets which leads. The first rule that fits and has somebody free decides. */
export const assignmentRule = z.strictObject({
  name: z.string().trim().min(1).max(40),
  /** Empty: any. */
  sources: words,
  regions: words,
  industries: words,
  people: z.array(idSchema).min(1).max(100),
  /** Whoever waited longest, or whoever has the fewest open ones. */
  by: z.enum(["turn", "leastBusy"]),
  /** Leads a person gets in one day; null without limit. */
  dailyCap: z.int().min(1).max(1000).nullable(),
});
export type AssignmentRule = z.infer<typeof assignmentRule>;

export const leadRulesSchema = z.strictObject({
  rules: z.array(assignmentRule).max(30),
  /** The first answer to a new lead is due after these hours. */
  answerWithinHours: z.int().min(1).max(720),
  /** So long after the rep was reminded the manager is told. */
  tellManagerAfterHours: z.int().min(1).max(720),
  /** Whoever comes again within these days is the same lead. */
  repeatWithinDays: z.int().min(1).max(365),
});
export type LeadRules = z.infer<typeof leadRulesSchema>;

export const DEFAULT_LEAD_RULES: LeadRules = {
  rules: [],
  answerWithinHours: 24,
  tellManagerAfterHours: 4,
  repeatWithinDays: 30,
};

export const leadReasonShown = z.object({ reason: z.string(), points: z.int(), text: z.string() });
export type LeadReasonShown = z.infer<typeof leadReasonShown>;
