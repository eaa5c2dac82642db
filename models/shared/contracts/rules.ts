import { z } from "zod";
import { houseWords } from "./houseWords";
import { CUSTOMER_LEVELS } from "../entities/customer";
import {
  CHOICE_OPS,
  NUMBER_OPS,
  RULE_FIELD_NAMES,
  RULE_RECIPIENTS,
  RULE_TIMES,
  RULE_TRIGGERS,
  ruleProblem,
  WORD_OPS,
  type RuleAction,
  type RuleCondition,
  type RuleSpec,
} from "../values/rules";

const MOST_VALUES = 40;
const words = z.array(houseWords(40)).min(1).max(MOST_VALUES);

export const ruleCondition: z.ZodType<RuleCondition> = z.discriminatedUnion("op", [
  z.strictObject({ field: z.enum(RULE_FIELD_NAMES), op: z.enum(CHOICE_OPS), values: words }),
  z.strictObject({ field: z.enum(RULE_FIELD_NAMES), op: z.enum(WORD_OPS), values: words }),
  z.strictObject({
    field: z.enum(RULE_FIELD_NAMES),
    op: z.enum(NUMBER_OPS),
    value: z.number().min(0).max(10_000_000_000_000),
  }),
]);

export const ruleAction: z.ZodType<RuleAction> = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("addTag"), tag: houseWords(20) }),
  z.strictObject({ do: z.literal("setLevel"), level: z.enum(CUSTOMER_LEVELS) }),
  /** A reminder for whoever owns the customer. */
  z.strictObject({
    do: z.literal("remind"),
    text: houseWords(100),
    inDays: z.int().min(0).max(365),
  }),
  z.strictObject({ do: z.literal("notify"), whom: z.enum(RULE_RECIPIENTS) }),
]);

const shape = {
  name: houseWords(20),
  on: z.enum(RULE_TRIGGERS),
  when: z.array(ruleCondition).max(8),
  then: z.array(ruleAction).min(1).max(6),
};

/** What fits together only as a whole. A daily rule without a condition would act on every customer there is. */
function checkWhole(rule: RuleSpec, ctx: z.RefinementCtx): void {
  const refuse = (path: (string | number)[]) => ctx.addIssue({ code: "custom", path, message: "invalid_value" });
  for (const [index, condition] of rule.when.entries()) {
    const wrong = ruleProblem(rule.on, condition);
    if (wrong) refuse(["when", index, wrong]);
  }
  if ((RULE_TIMES as readonly string[]).includes(rule.on) && rule.when.length === 0) refuse(["when"]);
}

export const ruleSpecSchema: z.ZodType<RuleSpec> = z.strictObject(shape).superRefine(checkWhole);

const REHEARSED_DAYS = 30;

/** A rule that need not exist yet, and how far to look back. */
export const rehearsalAsked = z
  .strictObject({ ...shape, days: z.int().min(1).max(90).default(REHEARSED_DAYS) })
  .superRefine(checkWhole);

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
  /** Records that fit at this very moment, since whenever: what `backlog` would act on. */
  fitNow: z.int(),
  sentence: z.string(),
  /** Whose customers. */
  owners: z.array(z.object({ id: z.string(), name: z.string(), count: z.int() })),
  /** The latest, as far as the caller may see them. */
  samples: z.array(z.object({ customer: z.string(), customerName: z.string(), on: z.string() })),
});
export type Rehearsal = z.infer<typeof rehearsalJson>;
