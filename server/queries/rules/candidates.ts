import type { RuleCondition, RuleField } from "../../../models/shared/values/rules";
import { subjectOf } from "../../../models/shared/values/rules";
import { addDays, dayOf, instantOf, type Day } from "../../../models/shared/values/day";
import type { RiskKind } from "../../../models/shared/values/risk";
import { CLOSED_STAGES } from "../../../models/shared/values/stage";
import type { RuleRow } from "../../../models/system/rule";
import type { RiskRules } from "../risks/assess";

type Filter = Record<string, unknown>;

/** Fields that count days, and the instant they count from. */
const COUNTED_FROM: Partial<Record<RuleField, string>> = {
  silentDays: "lastContactAt",
  stageDays: "stageChangedAt",
};

/** Risks that nothing but the passing of days brings: from how many days, and until how many. */
function daysOf(
  kind: RiskKind,
  { limits, pipeline }: RiskRules,
): { path: string; from: number; until?: number } | null {
  switch (kind) {
    case "lost":
      return { path: "lastContactAt", from: limits.lostAfterDays };
    case "quiet":
      return { path: "lastContactAt", from: limits.quietAfterDays, until: limits.lostAfterDays };
    case "stuck":
      return { path: "stageChangedAt", from: pipeline.stuckAfterDays };
    case "slow":
      return { path: "stageChangedAt", from: pipeline.slowAfterDays, until: pipeline.stuckAfterDays };
    case "unhappy":
    case "lateClose":
    case "lateStep":
      return null;
  }
}

/** How many days a condition wants to have passed since `path`; null where it asks something else. */
function daysAsked(condition: RuleCondition, path: string, rules: RiskRules): { from: number; until?: number } | null {
  if (condition.op === "atLeast") return COUNTED_FROM[condition.field] === path ? { from: condition.value } : null;
  if (condition.op !== "is" || condition.field !== "risk") return null;
  const spans = condition.values.map((kind) => daysOf(kind as RiskKind, rules));
  const [only] = spans;
  if (only && spans.length === 1 && only.path === path) return only;
  const froms = spans.flatMap((span) => (span?.path === path ? [span.from] : []));
  return froms.length === spans.length ? { from: Math.min(...froms) } : null;
}

/** Nobody who stood so before the rule began to count is news. */
function narrowing(condition: RuleCondition, path: string, at: { rules: RiskRules; since: Date | null }): Filter[] {
  const { rules, since } = at;
  const days = daysAsked(condition, path, rules);
  if (!days) return [];
  const daysAgo = (day: Day, count: number) => instantOf(addDays(day, 1 - count));
  const { from, until } = days;
  return [
    { [path]: { $lt: daysAgo(rules.today, from) } },
    ...(until === undefined ? [] : [{ [path]: { $gte: daysAgo(rules.today, until) } }]),
    ...(since ? [{ [path]: { $gte: daysAgo(dayOf(since), from) } }] : []),
  ];
}

/** The rows a daily rule has to look at: all that could newly fit, and as few others as an index can tell. */
export function candidatesFor({ on, when, since }: Pick<RuleRow, "on" | "when" | "since">, rules: RiskRules): Filter {
  const isDeal = subjectOf(on) === "opportunity";
  const open = isDeal ? [{ stage: { $nin: [...CLOSED_STAGES] }, onHoldSince: null }] : [];
  const path = isDeal ? "stageChangedAt" : "lastContactAt";
  // With a single condition "before" means by that condition; with several, another may have begun to hold only since.
  const at = { rules, since: when.length === 1 ? since : null };
  const owned = { owner: { $ne: null }, archivedAt: null };
  return { $and: [owned, ...open, ...when.flatMap((one) => narrowing(one, path, at))] };
}
