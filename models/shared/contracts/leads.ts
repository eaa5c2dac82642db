import { z } from "zod";
import { houseWords } from "./houseWords";
import { idSchema, moneySchema, personalSchemas } from "../defineEntity";
import { seenText } from "../values/seenText";

const words = z.array(houseWords(40)).max(30);

/** Who gets which leads. The first rule that fits and has somebody free decides. */
export const assignmentRule = z.strictObject({
  name: houseWords(40),
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

/** What a lead would become: shown before anybody says yes. */
export const conversion = z.object({
  /** Customers it may be already. */
  matches: z.array(z.object({ id: z.string(), name: z.string(), region: z.string().nullable() })),
  customer: z.object({
    name: z.string(),
    kind: z.string().nullable(),
    region: z.string().nullable(),
    source: z.string().nullable(),
    tags: z.array(z.string()),
    phones: z.array(z.string()),
    wechat: z.string().nullable(),
  }),
  contact: z
    .object({
      name: z.string(),
      title: z.string().nullable(),
      phones: z.array(z.string()),
      wechat: z.string().nullable(),
      email: z.string().nullable(),
    })
    .nullable(),
  opportunity: z.object({ name: z.string(), amount: z.int().nullable() }).nullable(),
  /** The first note. */
  content: z.string(),
});
export type ConversionShown = z.infer<typeof conversion>;

/** Numbers come as people type them. */
const phone = z.preprocess(
  (value) =>
    typeof value === "string"
      ? value
          .normalize("NFKC")
          .replace(/[().·]/g, " ")
          .trim()
      : value,
  personalSchemas.phone,
);
const short = (max: number) => z.string().overwrite(seenText).trim().min(1).max(max).nullable().optional();

/** What another program may say of somebody who may become a customer. */
export const leadIntake = z.strictObject({
  name: short(40),
  company: short(80),
  title: short(40),
  phone: phone.nullable().optional(),
  phones: z.array(phone).max(10).optional(),
  wechat: personalSchemas.wechat.nullable().optional(),
  email: personalSchemas.email.nullable().optional(),
  campaign: short(80),
  region: short(40),
  industry: short(40),
  budget: moneySchema.nullable().optional(),
  rawText: short(3500),
  /** What it is called in the other program: the same again is the same lead. */
  externalId: short(100),
});

export const intakeAnswer = z.object({ id: z.string(), state: z.enum(["created", "repeated"]) });

export const newLeadSource = z.strictObject({
  kind: z.enum(["key", "form"]),
  name: houseWords(40),
  campaign: houseWords(80).nullable().default(null),
  region: houseWords(40).nullable().default(null),
  heading: houseWords(80).nullable().default(null),
});

export const leadSource = z.object({
  id: z.string(),
  kind: z.enum(["key", "form"]),
  name: z.string(),
  campaign: z.string().nullable(),
  region: z.string().nullable(),
  heading: z.string().nullable(),
  /** The last characters of a key. */
  tail: z.string(),
  /** Where the form is; null for a key. */
  url: z.string().nullable(),
  createdAt: z.string(),
  createdByName: z.string().nullable(),
  isOpen: z.boolean(),
});
export type LeadSourceShown = z.infer<typeof leadSource>;

/** With the key, which is shown this once. */
export const madeLeadSource = leadSource.extend({ key: z.string().nullable() });
export type MadeLeadSource = z.infer<typeof madeLeadSource>;

/** Leads by the door they came through. */
export const leadFigures = z.object({
  from: z.string(),
  to: z.string(),
  rows: z.array(
    z.object({ source: z.string().nullable(), total: z.int(), open: z.int(), converted: z.int(), invalid: z.int() }),
  ),
});
export type LeadFigures = z.infer<typeof leadFigures>;
