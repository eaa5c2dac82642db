import { newId } from "../../models/newId";
import type { Reminder } from "../../models/shared/entities/reminder";
import { dayOf, instantOf, type Day } from "../../models/shared/values/day";
import type { Random } from "./random";
import { NEXT_STEPS, RESULTS } from "./words";
import type { Stage } from "../../models/shared/values/stage";
import { workdaysFrom } from "./writeTalks";

/** Where a reminder lies in time, or that it was done long ago. */
export type When = "overdue" | "today" | "upcoming" | "done";

interface Step {
  customer: string;
  stage: Stage;
  when: When;
  now: Date;
}

const MORNING = "09:00";
const HALF_HOUR = 30 * 60_000;
const CLOCK_TIMES = ["10:00", "11:00", "14:30", "15:00", "16:30"];

function dueOn(when: When, today: Day, random: Random): Day {
  switch (when) {
    case "overdue":
      return workdaysFrom(today, -random.int(1, 3));
    case "today":
      return today;
    case "upcoming":
      return workdaysFrom(today, random.int(1, 14));
    case "done":
      return workdaysFrom(today, -random.int(4, 40));
  }
}

/** The next step of a customer. What is past has been told already: starting the program must not send a heap of old cards. */
export function writeReminder(step: Step, random: Random): Partial<Reminder> & { id: string } {
  const { customer, stage, when, now } = step;
  const day = dueOn(when, dayOf(now), random);
  const time = random.chance(0.5) ? random.pick(CLOCK_TIMES) : null;
  const remindAt = time ? new Date(instantOf(day, time).getTime() - HALF_HOUR) : instantOf(day, MORNING);
  return {
    id: newId(),
    customer,
    text: random.pick(NEXT_STEPS[stage]),
    dueFrom: day,
    dueTo: day,
    time,
    remindAt,
    state: when === "done" ? "done" : "open",
    result: when === "done" ? random.pick(RESULTS) : null,
    remindedAt: remindAt <= now ? remindAt : null,
  };
}
