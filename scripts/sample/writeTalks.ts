import { nextWorkday, isWorkday, previousWorkday } from "../../server/calendar/calendar";
import type { FollowUp } from "../../models/shared/entities/followUp";
import { STAGES, type Stage } from "../../models/shared/values/stage";
import { addDays, type Day, dayOf, instantOf } from "../../models/shared/values/day";
import type { Random } from "./random";
import { TALKS } from "./words";

export interface Story {
  /** Where the customer stands now; the talks lead there. */
  stage: Stage;
  /** Surname and address of the person talked to. */
  person: string;
  product: string;
  now: Date;
}

export type Talk = Pick<FollowUp, "method" | "mood" | "content"> & { happenedAt: Date; stage: Stage };

const MINUTE = 60_000;

/** Days since the last talk: most customers are warm, some have gone quiet. */
function daysSilent(random: Random): number {
  const [low, high] = { warm: [0, 6], cool: [7, 13], cold: [14, 40], lost: [41, 90] }[
    random.weighted({ warm: 50, cool: 25, cold: 20, lost: 5 })
  ] as [number, number];
  return random.int(low, high);
}

const officeTime = (random: Random) =>
  `${String(random.int(9, 17)).padStart(2, "0")}:${String(random.int(0, 59)).padStart(2, "0")}`;

function momentOn(day: Day, now: Date, random: Random): Date {
  const workday = isWorkday(day) ? day : previousWorkday(day);
  const at = instantOf(workday, officeTime(random));
  return at.getTime() < now.getTime() - 10 * MINUTE ? at : instantOf(previousWorkday(workday), officeTime(random));
}

function stagesTo(stage: Stage, random: Random): Stage[] {
  if (stage === "lost") return ["contacted", random.chance(0.5) ? "qualified" : "proposal", "lost"];
  return STAGES.slice(0, STAGES.indexOf(stage) + 1);
}

/** The talks with one customer, oldest first, from the first contact to where it stands now. */
export function writeTalks({ stage, person, product, now }: Story, random: Random): Talk[] {
  const stages = stagesTo(stage, random).flatMap((each) => Array<Stage>(random.int(1, 2)).fill(each));
  let day = addDays(dayOf(now), -daysSilent(random));
  const days = stages.map(() => {
    const that = day;
    day = addDays(day, -random.int(4, 15));
    return that;
  });
  days.reverse();
  return stages.map((each, i) => {
    const { method, mood, text } = random.pick(TALKS[each]);
    const content = text.replace("{person}", person).replace("{product}", product);
    return { method, mood, content, stage: each, happenedAt: momentOn(days[i] ?? day, now, random) };
  });
}

/** A workday so many workdays from today; negative ones are past. */
export function workdaysFrom(today: Day, count: number): Day {
  let day = today;
  for (let i = 0; i < Math.abs(count); i++) day = count < 0 ? previousWorkday(day) : nextWorkday(day);
  return day;
}
