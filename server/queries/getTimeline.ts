import { models } from "../../models";
import type { StoredRow } from "../../models/storedRecord";
import { OutboxEvent, type OutboxRow } from "../../models/system/outboxEvent";
import type { Ctx } from "../context";
import { authorize } from "../policies";
import { readCursor, writeCursor } from "./cursor";
import { findReadable } from "./findReadable";
import { afterPosition, type Sort } from "./keyset";
import { UNSHOWN, type Moment } from "./moment";
import { readableAmong } from "./readable";
import { toVisible } from "./toVisible";
import { describeActivities, type DescribedActivity } from "./describeActivities";

export interface Timeline {
  activities: DescribedActivity[];
  nextCursor: string | null;
  approximateTotal: number;
}

const MOST_COUNTED = 1000;
const MOST_LEADS = 20;
const happened: Sort = { field: "happenedAt", direction: -1, isInstant: true, isNullable: false };
const occurred: Sort = { ...happened, field: "at" };

type Start = { value: string | number | null; id: string } | null;
const from = (sort: Sort, start: Start) => (start ? [afterPosition(sort, start)] : []);

async function readNotes(ctx: Ctx, filters: Record<string, unknown>[], limit: number): Promise<Moment[]> {
  const rows = await models.followUp
    .find({ $and: filters }, { searchKeys: 0, searchText: 0 })
    .sort({ happenedAt: -1, _id: -1 })
    .limit(limit)
    .lean<StoredRow[]>();
  return rows.map(toVisible(ctx, "followUp")).map((note) => ({
    at: note.happenedAt ?? note.createdAt,
    id: note.id,
    followUp: note,
  }));
}

async function readEvents(filters: Record<string, unknown>[], limit: number): Promise<Moment[]> {
  const rows = await OutboxEvent.find({ $and: filters }).sort({ at: -1, _id: -1 }).limit(limit).lean<OutboxRow[]>();
  return rows.map((event) => ({ at: event.at, id: event._id, event }));
}

const newestFirst = (a: Moment, b: Moment) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1);

/**
 * Notes and changes of one customer, newest first. A page may hold fewer than `limit`: what the reader may not see, and what is told by
 * the note of the same sentence, is left out.
 *
 * @throws AppError `not_found` when the customer is not readable, `forbidden` when only its name is, `invalid_cursor`
 */
export async function getTimeline(
  ctx: Ctx,
  customer: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Timeline> {
  authorize(ctx.actor, "readTimeline", { entity: "customer", record: await findReadable(ctx, "customer", customer) });
  const list = [ctx.actor.id, "timeline", customer];
  const start = cursor ? readCursor(cursor, list) : null;
  const notes = [readableAmong(ctx, "followUp", "internal"), { customer }];
  const events = [{ ...(await eventsOf(ctx, customer)), undoneAt: null, name: { $nin: UNSHOWN } }];
  // In turn, since a transaction may be open.
  const read = [
    ...(await readNotes(ctx, [...notes, ...from(happened, start)], limit + 1)),
    ...(await readEvents([...events, ...from(occurred, start)], limit + 1)),
  ];
  const total = start?.total ?? (await countMoments({ $and: notes }, { $and: events }));
  const moments = read.toSorted(newestFirst);
  const page = moments.slice(0, limit);
  const last = moments.length > limit ? page.at(-1) : undefined;
  return {
    activities: await describeActivities(ctx, customer, page),
    nextCursor: last ? writeCursor({ value: last.at.toISOString(), id: last.id, total }, list) : null,
    approximateTotal: total,
  };
}

/** What happened to a lead before it was a customer's belongs to the customer's history too. */
async function eventsOf(ctx: Ctx, customer: string): Promise<Record<string, unknown>> {
  const filter = { $and: [readableAmong(ctx, "lead", "internal"), { customer }] };
  const leads = await models.lead.find(filter, { _id: 1 }).limit(MOST_LEADS).lean<{ _id: string }[]>();
  if (leads.length === 0) return { customer };
  return { $or: [{ customer }, { recordId: { $in: leads.map(({ _id }) => _id) } }] };
}

async function countMoments(notes: Record<string, unknown>, events: Record<string, unknown>): Promise<number> {
  const written = await models.followUp.countDocuments(notes, { limit: MOST_COUNTED });
  return written + (await OutboxEvent.countDocuments(events, { limit: MOST_COUNTED }));
}
