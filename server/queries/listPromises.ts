import { models } from "../../models";
import type { FollowUp } from "../../models/shared/entities/followUp";
import { addDays, dayOf, daysBetween, instantOf } from "../../models/shared/values/day";
import { isOpenPromise, readPromise, type KeptPromise } from "../../models/shared/values/promise";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { readable } from "./readable";
import { toVisible } from "./toVisible";

export interface OpenPromise extends KeptPromise {
  customer: string;
  followUp: string;
  saidAt: Date;
}

/** A year back is as far as anybody holds anybody to their word. */
const LOOK_BACK_DAYS = 365;
const MOST_NOTES = 500;

const soonest = (a: OpenPromise, b: OpenPromise) =>
  (a.until ?? "9").localeCompare(b.until ?? "9") || b.saidAt.getTime() - a.saidAt.getTime();

/** What was promised in the notes that fit and may still be open, the soonest due first. */
export async function listPromises(ctx: Ctx, filter: { customer?: string; owner?: string }): Promise<OpenPromise[]> {
  const today = dayOf(ctx.now);
  const since = instantOf(addDays(today, -LOOK_BACK_DAYS));
  const said = { ...filter, happenedAt: { $gte: since }, "promises.0": { $exists: true } };
  const rows = await models.followUp
    .find({ $and: [readable(ctx, "followUp", "internal"), said] }, { searchKeys: 0, searchText: 0 })
    .sort({ happenedAt: -1, _id: -1 })
    .limit(MOST_NOTES)
    .lean<StoredRow[]>();
  const open = ({ id, customer, promises, happenedAt, createdAt }: FollowUp): OpenPromise[] => {
    const saidAt = happenedAt ?? createdAt;
    const age = daysBetween(dayOf(saidAt), today);
    return promises
      .flatMap((line) => readPromise(line) ?? [])
      .filter((promise) => isOpenPromise(promise, { today, age }))
      .map((promise) => ({ ...promise, customer, followUp: id, saidAt }));
  };
  return rows.map(toVisible(ctx, "followUp")).flatMap(open).toSorted(soonest);
}
