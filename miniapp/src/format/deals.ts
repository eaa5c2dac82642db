import { STAGES, isClosed, type Stage } from "../../../models/shared/values/stage";
import { dayOf, daysBetween, type Day } from "../../../models/shared/values/day";

export const OPEN_STAGES: readonly Stage[] = STAGES.filter((stage) => !isClosed(stage));

/** The next open stage; null where only winning or losing is left. */
export function nextStage(stage: Stage | null): Stage | null {
  const at = OPEN_STAGES.indexOf(stage ?? "contacted");
  return at < 0 ? null : (OPEN_STAGES[at + 1] ?? null);
}

export const STUCK_AMBER = 7;
export const STUCK_RED = 14;

export type Stuck = "fresh" | "slow" | "stuck";

/** Days in the stage, and how worrying that is. */
export function stageAge(changedAt: string | null, today: Day): { days: number; stuck: Stuck } | null {
  if (changedAt === null) return null;
  const days = Math.max(0, daysBetween(dayOf(new Date(changedAt)), today));
  return { days, stuck: days >= STUCK_RED ? "stuck" : days >= STUCK_AMBER ? "slow" : "fresh" };
}

export const sumOf = (deals: readonly { amount: number | null }[]) =>
  deals.reduce((sum, deal) => sum + (deal.amount ?? 0), 0);

/** Of those that should close in the month of `today`. */
export const expectedInMonth = (
  deals: readonly { amount: number | null; expectedCloseOn: string | null }[],
  today: Day,
) => sumOf(deals.filter((deal) => deal.expectedCloseOn?.slice(0, 7) === today.slice(0, 7)));
