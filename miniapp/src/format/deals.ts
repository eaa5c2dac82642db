import { stageNames } from "../../../models/shared/text/zhCN/fields";
import { pages as t } from "../../../models/shared/text/zhCN/pages";
import { stageName, type Pipeline } from "../../../models/shared/values/pipeline";
import { dayOf, daysBetween, type Day } from "../../../models/shared/values/day";

export type Stuck = "fresh" | "slow" | "stuck";

/** Days in the stage, and how worrying that is here. */
export function stageAge(
  { stageChangedAt: changedAt, onHoldSince }: { stageChangedAt: string | null; onHoldSince: string | null },
  today: Day,
  { slowAfterDays, stuckAfterDays }: Pick<Pipeline, "slowAfterDays" | "stuckAfterDays">,
): { days: number; stuck: Stuck } | null {
  if (changedAt === null || onHoldSince !== null) return null;
  const days = Math.max(0, daysBetween(dayOf(new Date(changedAt)), today));
  return { days, stuck: days >= stuckAfterDays ? "stuck" : days >= slowAfterDays ? "slow" : "fresh" };
}

/** On a narrow key the usual stages go by one word. */
export function shortStage(pipeline: Pipeline, key: string): string {
  const name = stageName(pipeline, key);
  const shorts: Record<string, string> = t.opportunities.short;
  return name === (stageNames as Record<string, string>)[key] ? (shorts[key] ?? name) : name;
}
