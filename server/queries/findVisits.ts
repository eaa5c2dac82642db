import { models } from "../../models";
import { isOpenForCheckIn, type Visit } from "../../models/shared/entities/visit";
import type { Day } from "../../models/shared/values/day";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { readableAmong } from "./readable";
import { toVisible } from "./toVisible";

const MOST = 50;

async function find(ctx: Ctx, filter: Record<string, unknown>): Promise<Visit[]> {
  const rows = await models.visit
    .find({ $and: [readableAmong(ctx, "visit"), filter] }, { searchKeys: 0, searchText: 0 })
    .sort({ time: 1, _id: 1 })
    .limit(MOST)
    .lean<StoredRow[]>();
  return rows.map(toVisible(ctx, "visit"));
}

/** Agreed for that day and not called off, or made on it. */
const onDay = (day: Day) => ({
  $or: [
    { plannedOn: day, state: "planned" },
    { visitedOn: day, state: "done" },
  ],
});

/** The actor's visits of a day, by the clock; those without a time first. */
export const findOwnVisits = (ctx: Ctx, day: Day): Promise<Visit[]> =>
  find(ctx, { visitor: ctx.actor.id, ...onDay(day) });

/** The actor's visit to a customer on that day: one that waits for its check-in before one that has it. */
export async function findVisitOn(ctx: Ctx, customer: string, day: Day): Promise<Visit | null> {
  const visits = await find(ctx, { customer, visitor: ctx.actor.id, ...onDay(day) });
  return visits.find(isOpenForCheckIn) ?? visits[0] ?? null;
}

/** The visit that a reminder rings for. */
export async function findVisitOfReminder(ctx: Ctx, reminder: string): Promise<Visit | null> {
  return (await find(ctx, { reminder }))[0] ?? null;
}
