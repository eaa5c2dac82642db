import type { Recurrence } from "../../../models/shared/contracts/extraction";
import type { Reminder } from "../../../models/shared/entities/reminder";
import { type Day, timeOf } from "../../../models/shared/values/day";
import { readRepeat } from "../../../models/shared/values/repeat";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { nextOccurrence } from "../../calendar/nextOccurrence";
import { planReminder } from "../../calendar/planReminder";

/** Days that are over are passed by; a rule further behind than this is no rule any more. */
const MOST_SKIPPED = 1_000;

/** The next occurrence whose moment is still ahead, reminded of as the one before was. */
function planNext(rule: Recurrence, before: Reminder, now: Date): { day: Day; remindAt: Date } | null {
  const explicit = before.time !== null && timeOf(before.remindAt) === before.time;
  const time = before.time === null ? {} : { time: before.time };
  let day = before.dueTo;
  for (let skipped = 0; day !== null && skipped < MOST_SKIPPED; skipped++) {
    day = nextOccurrence(rule, day);
    const plan = day && planReminder({ from: day, to: day, kind: "recurring", ...time }, { now, explicit });
    if (day && plan && "remindAt" in plan) return { day, remindAt: plan.remindAt };
  }
  return null;
}

/**
 * Sets the next one of a reminder that repeats, when it rings or is done before it rang. Its id goes on the former one,
 * so that no occurrence is set twice. Call it inside the transaction that saves the former.
 */
export async function continueReminder(ctx: Ctx, before: Reminder): Promise<Pick<Reminder, "next"> | null> {
  const rule = before.repeat && !before.next ? readRepeat(before.repeat) : null;
  const plan = rule && planNext(rule, before, ctx.now);
  if (!plan) return null;
  const { customer, text, time, repeat, owner } = before;
  const set = { customer, text, time, repeat, owner, dueFrom: plan.day, dueTo: plan.day, remindAt: plan.remindAt };
  const next = await saveWithEvent(ctx, "reminder", {
    before: null,
    set: { ...set, state: "open" },
    event: "reminder.repeated",
  });
  return { next: next.id };
}
