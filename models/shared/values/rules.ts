import type { Customer } from "../entities/customer";
import type { FollowUp } from "../entities/followUp";
import { RISK_KINDS } from "./risk";

type Choices<T> = readonly NonNullable<T>[];
/** Spelt out once more: the definitions bring the validator along, which no page of the mini-app loads. */
export const LEVELS = ["A", "B", "C", "D"] as const satisfies Choices<Customer["level"]>;
const KINDS = ["company", "person"] as const satisfies Choices<Customer["kind"]>;
const METHODS = ["phone", "wechat", "visit", "meeting", "email", "other"] as const satisfies Choices<
  FollowUp["method"]
>;
const MOODS = ["positive", "neutral", "negative"] as const satisfies Choices<FollowUp["mood"]>;

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
  level: { kind: "choice", options: LEVELS },
  customerKind: { kind: "choice", options: KINDS },
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

export const RULE_RECIPIENTS = ["owner", "manager"] as const;

export type RuleCondition =
  | { field: RuleField; op: (typeof CHOICE_OPS)[number] | (typeof WORD_OPS)[number]; values: string[] }
  | { field: RuleField; op: (typeof NUMBER_OPS)[number]; value: number };

export type RuleAction =
  | { do: "addTag"; tag: string }
  | { do: "setLevel"; level: (typeof LEVELS)[number] }
  /** A reminder for whoever owns the customer. */
  | { do: "remind"; text: string; inDays: number }
  | { do: "notify"; whom: (typeof RULE_RECIPIENTS)[number] };

const OPS: Record<FieldSpec["kind"], readonly string[]> = {
  choice: CHOICE_OPS,
  words: WORD_OPS,
  number: NUMBER_OPS,
  money: NUMBER_OPS,
};

/** What can be asked of a field. */
export const opsFor = (field: RuleField): readonly string[] => OPS[fieldSpec(field).kind];

/** What is wrong with a condition under this trigger; null when nothing is. */
export function ruleProblem(on: RuleTrigger, condition: RuleCondition): string | null {
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
