import type { RuleJson, RuleRunJson } from "../../models/shared/contracts/rules";
import { ruleSentence, ruleText } from "../../models/shared/text/zhCN/rules";
import type { Pipeline } from "../../models/shared/values/pipeline";
import type { ListedRule, ListedRun } from "../queries/rules/listRules";
import { presentInstant } from "./presentInstant";

/** What the company calls its stages, by key. */
export const stageWords = ({ stages }: Pipeline): Record<string, string> =>
  Object.fromEntries(stages.map(({ key, name }) => [key, name]));

export const presentRule =
  (pipeline: Pipeline) =>
  ({ rule, runs, failures, lastError }: ListedRule): RuleJson => {
    const { name, on, when, then } = rule;
    return {
      ...{ id: rule._id, version: rule.version, name, on, when, then, active: rule.active },
      sentence: ruleSentence({ name, on, when, then }, stageWords(pipeline)),
      since: rule.since && presentInstant(rule.since),
      ...{ runs, failures, lastError },
    };
  };

const stateOf = ({ state, undoneAt }: ListedRun["run"]): RuleRunJson["state"] =>
  undoneAt ? "undone" : state === "dead" ? "failed" : "done";

export const presentRuleRun = ({ run, customerName, canUndo }: ListedRun): RuleRunJson => ({
  ...{ id: run._id, at: presentInstant(run.at), customer: run.customer, customerName },
  effects: run.effects,
  state: stateOf(run),
  error: run.state === "dead" ? ruleText.failed : null,
  canUndo,
});
