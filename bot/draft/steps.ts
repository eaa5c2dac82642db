import type { TimeExpression } from "../../models/shared/contracts/extraction";
import { writeRepeat } from "../../models/shared/values/repeat";
import { planReminder } from "../../server/calendar/planReminder";
import type { Ctx } from "../../server/context";
import { readAhead } from "../../server/extractor/rules/times/ahead";
import type { Draft } from "./draft";

/** A next step with its due days and the moment it reminds. */
export interface Step {
  text: string;
  due: { from: string; to: string; time: string | null; kind: TimeExpression["kind"] } | null;
  remindAt: Date | null;
  /** How it repeats, as stored. */
  repeat: string | null;
  /** A holiday moved the reminder, not the due day. */
  isMoved: boolean;
  source: { text: string; start: number; end: number };
  dueSource: { text: string; start: number; end: number } | null;
}

const stepKey = (matter: number, step: number) => `${matter}.${step}`;

/** A weekday and a date that contradict each other and were not settled yet. */
export function findContradiction(draft: Draft): { matter: number; step: number; due: TimeExpression } | null {
  for (const [matter, { nextActions }] of draft.reading.matters.entries()) {
    for (const [step, { due }] of nextActions.entries()) {
      if (due?.contradiction && !draft.days[stepKey(matter, step)]) return { matter, step, due };
    }
  }
  return null;
}

function settle(due: TimeExpression, day: string | undefined): TimeExpression {
  if (!day) return due;
  const { contradiction, ...rest } = due;
  return contradiction ? { ...rest, from: day, to: day } : due;
}

/** When it is due and how it repeats, as stored. */
const dueOf = (said: TimeExpression | undefined): Pick<Step, "due" | "repeat" | "dueSource"> => ({
  due: said ? { from: said.from, to: said.to, time: said.time ?? null, kind: said.kind } : null,
  repeat: said?.recurrence ? writeRepeat(said.recurrence) : null,
  dueSource: said?.source ?? null,
});

/** The next steps of one matter, with times worked out. A time that is past gives no reminder. */
export function stepsOf(ctx: Ctx, draft: Draft, matterIndex: number): Step[] {
  const nextActions = draft.reading.matters[matterIndex]?.nextActions ?? [];
  const ahead = readAhead(draft.text);
  return nextActions.map((nextAction, index) => {
    const said = nextAction.due && settle(nextAction.due, draft.days[stepKey(matterIndex, index)]);
    const plan = said ? planReminder(said, { now: ctx.now, explicit: draft.reading.explicitReminder, ahead }) : null;
    const isPlanned = plan !== null && "remindAt" in plan;
    return {
      text: nextAction.text.value,
      ...dueOf(said),
      remindAt: isPlanned ? plan.remindAt : null,
      isMoved: isPlanned && plan.movedBy === "holiday",
      source: nextAction.text.source,
    };
  });
}
