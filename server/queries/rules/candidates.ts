import type { RuleCondition, RuleField, RuleSpec } from "../../../models/shared/values/rules";
import { subjectOf } from "../../../models/shared/values/rules";
import { addDays, instantOf } from "../../../models/shared/values/day";
import type { RiskKind } from "../../../models/shared/values/risk";
import { CLOSED_STAGES } from "../../../models/shared/values/stage";
import type { RiskRules } from "../risks/assess";

type Filter = Record<string, unknown>;

/** Fields that count days, and the instant they count from. */
const COUNTED_FROM: Partial<Record<RuleField, string>> = {
  silentDays: "lastContactAt",
  stageDays: "stageChangedAt",
};

/** Risks that nothing but the passing of days brings. */
const daysUntil = (kind: RiskKind, { limits, pipeline }: RiskRules): [string, number] | null => {
  switch (kind) {
    case "lost":
      return ["lastContactAt", limits.lostAfterDays];
    case "quiet":
      return ["lastContactAt", limits.quietAfterDays];
    case "stuck":
      return ["stageChangedAt", pipeline.stuckAfterDays];
    case "slow":
      return ["stageChangedAt", pipeline.slowAfterDays];
    case "unhappy":
    case "lateClose":
    case "lateStep":
      return null;
  }
};

function narrowing(condition: RuleCondition, path: string, rules: RiskRules): Filter[] {
  const before = (days: number) => [{ [path]: { $lt: instantOf(addDays(rules.today, 1 - days)) } }];
  if (condition.op === "atLeast") return COUNTED_FROM[condition.field] === path ? before(condition.value) : [];
  if (condition.op !== "is" || condition.field !== "risk") return [];
  const bounds = condition.values.map((kind) => daysUntil(kind as RiskKind, rules));
  const counted = bounds.flatMap((bound) => (bound?.[0] === path ? [bound[1]] : []));
  return counted.length === bounds.length ? before(Math.min(...counted)) : [];
}

/** The rows a daily rule has to look at: all that could fit, and as few others as an index can tell. */
export function candidatesFor({ on, when }: Pick<RuleSpec, "on" | "when">, rules: RiskRules): Filter {
  const isDeal = subjectOf(on) === "opportunity";
  const open = isDeal ? [{ stage: { $nin: [...CLOSED_STAGES] }, onHoldSince: null }] : [];
  const path = isDeal ? "stageChangedAt" : "lastContactAt";
  return {
    $and: [{ owner: { $ne: null }, archivedAt: null }, ...open, ...when.flatMap((one) => narrowing(one, path, rules))],
  };
}
