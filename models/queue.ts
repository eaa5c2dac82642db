import type { Model, QueryFilter } from "mongoose";
import type { QueueRow } from "./system/queueRow";
import { isDuplicateKey } from "./isDuplicateKey";
import { isWriteConflict, retryConflict } from "./writeConflict";

/** Long enough for the slowest honest attempt, short enough that a crash is made good soon. */
export const LEASE_MS = 20_000;
/** A row in backoff holds its lane this long at most, then later rows may pass it. */
export const HOLD_MS = 30_000;
/** Rows looked at for each one wanted: several may be of one lane. */
const CANDIDATES_EACH = 6;

/** Somebody else works on the row by now: whatever this worker did must be rolled back. */
export class LostLeaseError extends Error {
  override name = "LostLeaseError";
}

/** What is known of a row before it is claimed. */
type Candidate = Pick<QueueRow, "_id" | "lane" | "state" | "fence" | "dueAt">;

const candidateFields = { _id: 1, lane: 1, state: 1, fence: 1, dueAt: 1 } as const;

async function claimRow<R extends QueueRow>(model: Model<R>, candidate: Candidate, now: Date): Promise<R | null> {
  const filter = { _id: candidate._id, state: candidate.state, fence: candidate.fence } as QueryFilter<R>;
  const claim = {
    $set: { state: "working", holdsLane: true, leaseUntil: new Date(now.getTime() + LEASE_MS) },
    $inc: { fence: 1, attempts: 1 },
  };
  try {
    return (await model.findOneAndUpdate(filter, claim as never, { returnDocument: "after" }).lean()) as R | null;
  } catch (error) {
    if (isDuplicateKey(error) || isWriteConflict(error)) return null;
    throw error;
  }
}

/**
 * Row by row, of which there are few at a time: two servers that change the same rows in one statement each may take them in
 * different orders and wait for each other (DocumentDB then says "deadlock detected").
 */
async function changeEach<R extends QueueRow>(model: Model<R>, such: object, change: object): Promise<void> {
  for (let changed = 1; changed > 0;) {
    changed = (await retryConflict(() => model.updateOne(such as QueryFilter<R>, change as never))).modifiedCount;
  }
}

/**
 * Rows whose worker died are put back, and rows in a long backoff let their lane go.
 * A lapse is no try: whether the process was killed says nothing about the row, unless it happens again and again.
 */
export async function releaseStale<R extends QueueRow>(model: Model<R>, now: Date): Promise<void> {
  await changeEach(
    model,
    { state: "working", leaseUntil: { $lte: now } },
    { $set: { state: "queued", leaseUntil: null, dueAt: now }, $inc: { attempts: -1, lapses: 1 } },
  );
  // `holdUntil` stays: who has used up the hold does not get another one.
  const overdue = { state: "queued", holdsLane: true, holdUntil: { $lte: now } };
  await changeEach(model, overdue, { $set: { holdsLane: false } });
}

/** Those of the rows that are wanted: whoever put a row back may not be who can work it. */
async function keepAmong<R extends QueueRow>(
  model: Model<R>,
  rows: Candidate[],
  among: QueryFilter<R>,
): Promise<Candidate[]> {
  if (rows.length === 0 || Object.keys(among).length === 0) return rows;
  const wanted = { ...among, _id: { $in: rows.map((row) => row._id) } } as QueryFilter<R>;
  const found = (await model.find(wanted, { _id: 1 }).lean()) as unknown as Pick<QueueRow, "_id">[];
  const ids = new Set(found.map((row) => row._id));
  return rows.filter((row) => ids.has(row._id));
}

/** Due rows that hold no lane, of other lanes than these, the oldest first. */
async function findFree<R extends QueueRow>(
  model: Model<R>,
  now: Date,
  { limit, among = {}, except }: Wanted<R> & { except: readonly string[] },
): Promise<Candidate[]> {
  const due = { ...among, state: "queued", dueAt: { $lte: now }, holdsLane: false, lane: { $nin: except } };
  return (await model
    .find(due as QueryFilter<R>, candidateFields)
    .sort({ dueAt: 1, _id: 1 })
    .limit(limit * CANDIDATES_EACH)
    .lean()) as unknown as Candidate[];
}

/**
 * The rows to try for, those that hold their lane first: behind a row that was put back, its whole lane waits, however
 * early the others were due.
 */
async function findCandidates<R extends QueueRow>(model: Model<R>, now: Date, wanted: Wanted<R>): Promise<Candidate[]> {
  // The condition on the lane changes nothing but lets every server use the partial index.
  const holding = { holdsLane: true, lane: { $gte: "" } } as QueryFilter<R>;
  const holders = (await model.find(holding, candidateFields).lean()) as unknown as Candidate[];
  const resumable = await keepAmong(
    model,
    holders.filter((row) => row.state === "queued" && row.dueAt <= now),
    wanted.among ?? {},
  );
  const free = await findFree(model, now, { ...wanted, except: holders.map((row) => row.lane) });
  return [...resumable.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime()), ...free];
}

export interface Wanted<R> {
  limit: number;
  /** Leaves other rows alone. */
  among?: QueryFilter<R>;
}

interface Claimed<R> {
  rows: R[];
  /** Whether a lane turned out to be somebody else's. */
  hasLost: boolean;
}

/** @throws Error when the store fails before anything was claimed; what was claimed before that is handed over */
async function claimEach<R extends QueueRow>(
  model: Model<R>,
  candidates: Candidate[],
  { now, limit }: { now: Date; limit: number },
): Promise<Claimed<R>> {
  const lanes = new Set<string>();
  const rows: R[] = [];
  for (const candidate of candidates) {
    if (rows.length >= limit) break;
    if (lanes.has(candidate.lane)) continue;
    lanes.add(candidate.lane);
    const row = await claimRow(model, candidate, now).catch((error: unknown) => {
      if (rows.length === 0) throw error;
      return null;
    });
    if (row) rows.push(row);
  }
  return { rows, hasLost: rows.length < Math.min(limit, lanes.size) };
}

/**
 * Takes up to `limit` due rows, the oldest of each free lane. The unique index on the lane decides between workers, in this process or another.
 * @throws Error when the store fails before anything was claimed; what was claimed before that is handed over
 */
export async function claim<R extends QueueRow>(model: Model<R>, now: Date, wanted: Wanted<R>): Promise<R[]> {
  const candidates = await findCandidates(model, now, wanted);
  return (await claimEach<R>(model, candidates, { now, limit: wanted.limit })).rows;
}

/**
 * The same for a worker that knows of new rows: one look less. Rows that were put back are left to `claim`.
 * @param inHand the lanes of what the worker has claimed and not ended
 * @throws Error as `claim`
 */
export async function claimNew<R extends QueueRow>(
  model: Model<R>,
  now: Date,
  { inHand, ...wanted }: Wanted<R> & { inHand: readonly string[] },
): Promise<R[]> {
  const free = await findFree(model, now, { ...wanted, except: inHand });
  const { rows, hasLost } = await claimEach<R>(model, free, { now, limit: wanted.limit });
  // Lanes that others hold stood in the way of rows that nobody has.
  return hasLost && rows.length === 0 ? claim(model, now, wanted) : rows;
}

/**
 * Closes a claimed row; inside the transaction of its work, so that both happen or neither.
 * @throws LostLeaseError when the fence has moved on
 */
export async function complete<R extends QueueRow>(model: Model<R>, row: R, set: Partial<R> = {}): Promise<void> {
  const mine = { _id: row._id, state: "working", fence: row.fence } as QueryFilter<R>;
  const result = await model.updateOne(mine, {
    $set: { ...set, state: "done", holdsLane: false, holdUntil: null, leaseUntil: null },
  } as never);
  if (result.modifiedCount !== 1) throw new LostLeaseError(`${row._id} is no longer ours`);
}

/**
 * Notes how far a claimed row has come and has it for another lease; inside the transaction of that step of its work.
 * @returns the row as it is now
 * @throws LostLeaseError when the fence has moved on
 */
export async function keepOn<R extends QueueRow>(
  model: Model<R>,
  row: R,
  { now, done }: { now: Date; done: Partial<Record<keyof R, number>> },
): Promise<R> {
  const mine = { _id: row._id, state: "working", fence: row.fence } as QueryFilter<R>;
  const change = { $set: { leaseUntil: new Date(now.getTime() + LEASE_MS) }, $inc: done };
  const kept = (await model.findOneAndUpdate(mine, change as never, { returnDocument: "after" }).lean()) as R | null;
  if (!kept) throw new LostLeaseError(`${row._id} is no longer ours`);
  return kept;
}

export interface Backoff {
  now: Date;
  delayMs: number;
  error: string;
}

/** Puts a claimed row back for later; it keeps its lane for HOLD_MS at most, counted from its first failure. */
export async function retryLater<R extends QueueRow>(model: Model<R>, row: R, backoff: Backoff): Promise<void> {
  const holdUntil = row.holdUntil ?? new Date(backoff.now.getTime() + HOLD_MS);
  const mine = { _id: row._id, state: "working", fence: row.fence } as QueryFilter<R>;
  const change = {
    $set: {
      state: "queued",
      leaseUntil: null,
      holdUntil,
      holdsLane: holdUntil > backoff.now,
      dueAt: new Date(backoff.now.getTime() + backoff.delayMs),
      lastError: backoff.error,
    },
  };
  await retryConflict(() => model.updateOne(mine, change as never));
}

/**
 * Gives a claimed row up for good. The row stays, for the administrator.
 * @throws LostLeaseError when the fence has moved on
 */
export async function bury<R extends QueueRow>(model: Model<R>, row: R, error: string): Promise<void> {
  const result = await model.updateOne(
    { _id: row._id, state: "working", fence: row.fence } as QueryFilter<R>,
    { $set: { state: "dead", holdsLane: false, holdUntil: null, leaseUntil: null, lastError: error } } as never,
  );
  if (result.modifiedCount !== 1) throw new LostLeaseError(`${row._id} is no longer ours`);
}

/** 1 s, 4 s, 16 s, 64 s, then five minutes. */
export const backoffMs = (attempts: number) => Math.min(1000 * 4 ** (attempts - 1), 300_000);
