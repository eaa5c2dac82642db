import type { RuleCondition, RuleField } from "../../../models/shared/values/rules";

/** What is known of one thing a rule may ask; undefined and null are not known. */
export type Fact = number | string | readonly string[] | null | undefined;
/** Answers what is asked, by the words of the vocabulary. */
export type Facts = (field: RuleField) => Fact;

const textsOf = (value: Fact): string[] => (value === null || value === undefined ? [] : [value].flat().map(String));

const isOneOf = (value: Fact, values: readonly string[]) => textsOf(value).some((one) => values.includes(one));

const mentions = (value: Fact, words: readonly string[]) =>
  textsOf(value).some((text) => words.some((word) => text.toLowerCase().includes(word.toLowerCase())));

function holds(condition: RuleCondition, facts: Facts): boolean {
  const value = facts(condition.field);
  switch (condition.op) {
    case "is":
      return isOneOf(value, condition.values);
    case "isNot":
      return !isOneOf(value, condition.values);
    case "mentions":
      return mentions(value, condition.values);
    case "lacks":
      return !mentions(value, condition.values);
    // What is not known is neither much nor little.
    case "atLeast":
      return typeof value === "number" && value >= condition.value;
    case "atMost":
      return typeof value === "number" && value <= condition.value;
  }
}

/** The one evaluator: live runs and rehearsals ask it. */
export const matches = (when: readonly RuleCondition[], facts: Facts): boolean =>
  when.every((condition) => holds(condition, facts));
