import {
  fieldsFor,
  fieldSpec,
  opsFor,
  type RuleAction,
  type RuleCondition,
  type RuleField,
  type RuleSpec,
} from "../../../models/shared/values/rules";
import type { Pipeline } from "../../../models/shared/values/pipeline";

/** A condition before anything was chosen. */
export function startCondition(field: RuleField): RuleCondition {
  const [op] = opsFor(field);
  const isNumber = fieldSpec(field).kind === "number" || fieldSpec(field).kind === "money";
  return (isNumber ? { field, op, value: 7 } : { field, op, values: [] }) as unknown as RuleCondition;
}

/** An action before anything was filled in. */
export function startAction(kind: RuleAction["do"]): RuleAction {
  switch (kind) {
    case "addTag":
      return { do: kind, tag: "" };
    case "setLevel":
      return { do: kind, level: "B" };
    case "remind":
      return { do: kind, text: "", inDays: 3 };
    case "notify":
      return { do: kind, whom: "owner" };
  }
}

export const emptyRule = (): RuleSpec => ({
  name: "",
  on: "followUp.created",
  when: [startCondition("content")],
  then: [startAction("remind")],
});

const isFilled = (condition: RuleCondition) => !("values" in condition) || condition.values.length > 0;

const isDoable = (action: RuleAction) => {
  if (action.do === "addTag") return action.tag.trim() !== "";
  return action.do !== "remind" || action.text.trim() !== "";
};

/** Whether there is nothing left to fill in. */
export const isWhole = ({ name, when, then }: RuleSpec) =>
  name.trim() !== "" && then.length > 0 && when.every(isFilled) && then.every(isDoable);

/** Under another trigger some conditions make no sense any more. */
export const keptConditions = (on: RuleSpec["on"], when: readonly RuleCondition[]) =>
  when.filter(({ field }) => fieldsFor(on).includes(field));

/** What the company calls its stages, by key. */
export const stageWords = ({ stages }: Pipeline): Record<string, string> =>
  Object.fromEntries(stages.map(({ key, name }) => [key, name]));
