import { z } from "zod";
import { CUSTOMER_KINDS, CUSTOMER_LEVELS } from "../entities/customer";
import { METHODS, MOODS } from "../entities/followUp";
import { RISK_KINDS } from "../values/risk";

/**
 * A rule is data: when something happens, or once a day, if all conditions hold, then do these things. What can be said is this
 * closed vocabulary; a company picks from it, and everything a rule does is one of its actions.
 */
export const RULE_EVENTS = [
  "followUp.created",
  "customer.created",
  "opportunity.created",
  "opportunity.moved",
  "opportunity.won",
  "opportunity.lost",
] as const;
export const RULE_TIMES = ["customer.daily", "opportunity.daily"] as const;
export const RULE_TRIGGERS = [...RULE_EVENTS, ...RULE_TIMES] as const;

export type RuleEvent = (typeof RULE_EVENTS)[number];
export type RuleTime = (typeof RULE_TIMES)[number];
export type RuleTrigger = (typeof RULE_TRIGGERS)[number];

/** What a trigger is about; everything hangs on a customer. */
export type RuleSubject = "customer" | "followUp" | "opportunity";
export const subjectOf = (on: RuleTrigger) => on.split(".")[0] as RuleSubject;

interface FieldSpec {
  kind: "choice" | "words" | "number" | "money";
  /** Left out where the company names them itself, as with stages. */
  options?: readonly string[];
  /** Left out: known of every customer, whatever happened. */
  of?: RuleSubject;
}

/** What conditions may look at. */
export const RULE_FIELDS = {
  content: { kind: "words", of: "followUp" },
  method: { kind: "choice", options: METHODS, of: "followUp" },
  mood: { kind: "choice", options: MOODS, of: "followUp" },
  stage: { kind: "choice", of: "opportunity" },
  amount: { kind: "money", of: "opportunity" },
  stageDays: { kind: "number", of: "opportunity" },
  lateCloseDays: { kind: "number", of: "opportunity" },
  level: { kind: "choice", options: CUSTOMER_LEVELS },
  customerKind: { kind: "choice", options: CUSTOMER_KINDS },
  tags: { kind: "words" },
  source: { kind: "words" },
  region: { kind: "words" },
  silentDays: { kind: "number" },
  lateStepDays: { kind: "number" },
  openAmount: { kind: "money" },
  risk: { kind: "choice", options: RISK_KINDS },
} satisfies Record<string, FieldSpec>;

export type RuleField = keyof typeof RULE_FIELDS;
export const fieldSpec = (field: RuleField): FieldSpec => RULE_FIELDS[field];
export const RULE_FIELD_NAMES = Object.keys(RULE_FIELDS) as [RuleField, ...RuleField[]];

/** What can be asked about after a trigger. */
export const fieldsFor = (on: RuleTrigger): RuleField[] =>
  RULE_FIELD_NAMES.filter((field) => [undefined, subjectOf(on)].includes(fieldSpec(field).of));

export const CHOICE_OPS = ["is", "isNot"] as const;
export const WORD_OPS = ["mentions", "lacks"] as const;
export const NUMBER_OPS = ["atLeast", "atMost"] as const;

const MOST_VALUES = 40;
const words = z.array(z.string().trim().min(1).max(40)).min(1).max(MOST_VALUES);

export const ruleCondition = z.discriminatedUnion("op", [
  z.strictObject({ field: z.enum(RULE_FIELD_NAMES), op: z.enum(CHOICE_OPS), values: words }),
  z.strictObject({ field: z.enum(RULE_FIELD_NAMES), op: z.enum(WORD_OPS), values: words }),
  z.strictObject({
    field: z.enum(RULE_FIELD_NAMES),
    op: z.enum(NUMBER_OPS),
    value: z.number().min(0).max(10_000_000_000_000),
  }),
]);
export type RuleCondition = z.infer<typeof ruleCondition>;

export const RULE_RECIPIENTS = ["owner", "manager"] as const;

export const ruleAction = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("addTag"), tag: z.string().trim().min(1).max(20) }),
  z.strictObject({ do: z.literal("setLevel"), level: z.enum(CUSTOMER_LEVELS) }),
  /** A reminder for whoever owns the customer. */
  z.strictObject({
    do: z.literal("remind"),
    text: z.string().trim().min(1).max(100),
    inDays: z.int().min(0).max(365),
  }),
  z.strictObject({ do: z.literal("notify"), whom: z.enum(RULE_RECIPIENTS) }),
]);
export type RuleAction = z.infer<typeof ruleAction>;

const OPS: Record<FieldSpec["kind"], readonly string[]> = {
  choice: CHOICE_OPS,
  words: WORD_OPS,
  number: NUMBER_OPS,
  money: NUMBER_OPS,
};

/** What can be asked of a field. */
export const opsFor = (field: RuleField): readonly string[] => OPS[fieldSpec(field).kind];

/** What is wrong with a condition under this trigger; null when nothing is. */
function problemOf(on: RuleTrigger, condition: RuleCondition): string | null {
  const spec = fieldSpec(condition.field);
  if (!fieldsFor(on).includes(condition.field)) return "field";
  if (!OPS[spec.kind].includes(condition.op)) return "op";
  const { options } = spec;
  const isUnknown = "values" in condition && options && condition.values.some((value) => !options.includes(value));
  return isUnknown ? "values" : null;
}

export interface RuleSpec {
  name: string;
  on: RuleTrigger;
  /** All must hold. */
  when: RuleCondition[];
  then: RuleAction[];
}

const shape = {
  name: z.string().trim().min(1).max(20),
  on: z.enum(RULE_TRIGGERS),
  when: z.array(ruleCondition).max(8),
  then: z.array(ruleAction).min(1).max(6),
};

/** What fits together only as a whole. A daily rule without a condition would act on every customer there is. */
function checkWhole(rule: RuleSpec, ctx: z.RefinementCtx): void {
  const refuse = (path: (string | number)[]) => ctx.addIssue({ code: "custom", path, message: "invalid_value" });
  for (const [index, condition] of rule.when.entries()) {
    const wrong = problemOf(rule.on, condition);
    if (wrong) refuse(["when", index, wrong]);
  }
  if ((RULE_TIMES as readonly string[]).includes(rule.on) && rule.when.length === 0) refuse(["when"]);
}

export const ruleSpecSchema: z.ZodType<RuleSpec> = z.strictObject(shape).superRefine(checkWhole);

const switching = {
  active: z.boolean(),
  /** Also acts on what fits already; else only on what begins to fit from now on. */
  backlog: z.boolean(),
};

export const newRuleSchema = z
  .strictObject({ ...shape, active: switching.active.default(false), backlog: switching.backlog.default(false) })
  .superRefine(checkWhole);

/** Any part of a rule; whether it fits as a whole is checked with the rest of it. */
export const ruleChangeSchema = z
  .strictObject({ ...shape, ...switching })
  .partial()
  .extend({ version: z.int().min(1) });

export const ruleJson = z.object({
  id: z.string(),
  version: z.int(),
  ...shape,
  active: z.boolean(),
  /** The whole rule as a sentence. */
  sentence: z.string(),
  /** Acts only on what begins to fit after this moment; null: also on what fitted before. */
  since: z.string().nullable(),
  /** Times it acted in the last 30 days. */
  runs: z.int(),
  /** Times it could not, and nobody has looked after that yet. */
  failures: z.int(),
  lastError: z.string().nullable(),
});
export type RuleJson = z.infer<typeof ruleJson>;

/** One time a rule acted. What the reader may not see is only counted. */
export const ruleRunJson = z.object({
  id: z.string(),
  at: z.string(),
  customer: z.string(),
  customerName: z.string(),
  /** What was done, in words. */
  effects: z.array(z.string()),
  state: z.enum(["done", "failed", "undone"]),
  error: z.string().nullable(),
  canUndo: z.boolean(),
});
export type RuleRunJson = z.infer<typeof ruleRunJson>;

/** What a rule would have done in the last days, had it been there. */
export const rehearsalJson = z.object({
  days: z.int(),
  /** How many times it would have acted. */
  count: z.int(),
  customers: z.int(),
  /** Of these, customers that fit at this very moment. */
  fitNow: z.int(),
  sentence: z.string(),
  /** Whose customers. */
  owners: z.array(z.object({ id: z.string(), name: z.string(), count: z.int() })),
  /** The latest, as far as the caller may see them. */
  samples: z.array(z.object({ customer: z.string(), customerName: z.string(), on: z.string(), why: z.string() })),
});
export type Rehearsal = z.infer<typeof rehearsalJson>;
