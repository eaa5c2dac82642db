import fc from "fast-check";
import {
  backoffMs,
  bury,
  claim,
  claimNew,
  complete,
  HOLD_MS,
  LEASE_MS,
  LostLeaseError,
  releaseStale,
  retryLater,
} from "../../models/queue";
import { newId } from "../../models/newId";
import { defineQueue, defineRows } from "../../models/system/defineRows";
import { newQueueRow, type QueueRow } from "../../models/system/queueRow";
import { withTransaction } from "../../models/withTransaction";
import { fakeClock } from "../support/ctx";
import { emptyDatabase, useDatabase } from "../support/db";

const Task = defineQueue<QueueRow>("faultTask", { paths: {}, indexes: [] });
const Effect = defineRows<{ _id: string; lane: string; task: string }>("faultEffect", {
  paths: { lane: { type: String }, task: { type: String } },
  indexes: [],
});

useDatabase();

const start = new Date("2026-03-11T10:00:00+08:00");
const after = (ms: number) => new Date(start.getTime() + ms);

async function enqueue(_id: string, lane: string, dueAt = start): Promise<void> {
  await Task.insertMany([newQueueRow({ _id, lane, dueAt })]);
}

/** Two of one lane and one of another. */
async function enqueueThree(): Promise<void> {
  await enqueue("a1", "a", start);
  await enqueue("a2", "a", after(1));
  await enqueue("b1", "b", after(2));
}

async function claimOne(now: Date): Promise<QueueRow> {
  const [row, ...more] = await claim(Task, now, { limit: 10 });
  if (!row || more.length > 0) throw new Error(`${row ? more.length + 1 : 0} rows were claimed instead of one`);
  return row;
}

const idsOf = (rows: QueueRow[]) => rows.map((row) => row._id);
const putBack = (row: QueueRow, now: Date, delayMs = 1000) => retryLater(Task, row, { now, delayMs, error: "trouble" });

/** The work of a row: its effect and its end, both or neither. */
const work = (row: QueueRow) =>
  withTransaction(async () => {
    await Effect.insertMany([{ _id: newId(), lane: row.lane, task: row._id }]);
    await complete(Task, row);
  });

describe("a worker that was told of something new", () => {
  beforeEach(enqueueThree);

  it("passes the lanes it has in hand, and leaves alone what was put back", async () => {
    const [a1] = await claim(Task, after(10), { limit: 1 });
    expect(idsOf(await claimNew(Task, after(10), { limit: 10, inHand: ["a"] }))).toEqual(["b1"]);
    await putBack(a1 as QueueRow, after(10));
    await complete(Task, (await Task.findOne({ _id: "b1" }).lean()) as QueueRow);
    await enqueue("c1", "c", after(20));
    expect(idsOf(await claimNew(Task, after(2000), { limit: 10, inHand: [] }))).toEqual(["c1"]);
    expect(idsOf(await claim(Task, after(2000), { limit: 10 }))).toEqual(["a1"]);
  });

  it("finds what waits behind lanes that others hold", async () => {
    for (let i = 0; i < 20; i++) await enqueue(`a${String(i + 10)}`, "a", start);
    await claim(Task, after(10), { limit: 1 });
    expect(idsOf(await claimNew(Task, after(10), { limit: 1, inHand: [] }))).toEqual(["b1"]);
  });
});

describe("a lane", () => {
  beforeEach(enqueueThree);

  it("is worked one row at a time, the oldest first, beside the others", async () => {
    expect(idsOf(await claim(Task, after(10), { limit: 10 }))).toEqual(["a1", "b1"]);
    expect(await claim(Task, after(10), { limit: 10 })).toEqual([]);
  });

  it("waits for a row that is put back, and goes on with that one", async () => {
    const [first] = await claim(Task, after(10), { limit: 1 });
    await putBack(first!, after(20));
    expect(idsOf(await claim(Task, after(30), { limit: 10 }))).toEqual(["b1"]);
    expect(idsOf(await claim(Task, after(2000), { limit: 10 }))).toEqual(["a1"]);
  });

  it("waits for a row whose worker died, and goes on with that one", async () => {
    await claim(Task, after(10), { limit: 1 });
    await releaseStale(Task, after(10 + LEASE_MS));
    expect(idsOf(await claim(Task, after(10 + LEASE_MS), { limit: 1 }))).toEqual(["a1"]);
  });

  it("is let go after 30 seconds of backoff, and not held again", async () => {
    const [first] = await claim(Task, after(0), { limit: 1 });
    await putBack(first!, after(0), 2 * HOLD_MS);
    await releaseStale(Task, after(HOLD_MS - 1));
    expect(idsOf(await claim(Task, after(HOLD_MS - 1), { limit: 10 }))).toEqual(["b1"]);

    await releaseStale(Task, after(HOLD_MS));
    const passing = await claimOne(after(HOLD_MS));
    expect(passing._id).toBe("a2");
    await complete(Task, passing);

    await enqueue("a3", "a", after(2 * HOLD_MS + 1));
    const again = await claimOne(after(2 * HOLD_MS));
    expect(again._id).toBe("a1");
    await putBack(again, after(2 * HOLD_MS), HOLD_MS);
    expect(idsOf(await claim(Task, after(2 * HOLD_MS + 1), { limit: 10 }))).toEqual(["a3"]);
  });

  it("with a long tail does not keep the others out", async () => {
    const tail = Array.from({ length: 300 }, (_, index) =>
      newQueueRow({ _id: `a${1000 + index}`, lane: "a", dueAt: start }),
    );
    await Task.insertMany(tail);
    const [held] = await claim(Task, after(10), { limit: 1 });
    expect(held?.lane).toBe("a");
    expect(idsOf(await claim(Task, after(10), { limit: 10 }))).toEqual(["b1"]);
  });
});

describe("a worker that was slower than its lease", () => {
  let slow: QueueRow;
  beforeEach(async () => {
    await enqueue("only", "lane");
    slow = await claimOne(start);
    await releaseStale(Task, after(LEASE_MS));
  });

  it("writes nothing once the row was put back", async () => {
    await expect(work(slow)).rejects.toThrow(LostLeaseError);
    expect(await Effect.countDocuments()).toBe(0);
  });

  it("writes nothing once somebody else has the row, who does", async () => {
    const taken = await claimOne(after(LEASE_MS));
    await expect(work(slow)).rejects.toThrow(LostLeaseError);
    await work(taken);
    expect(await Effect.countDocuments()).toBe(1);
    await expect(work(slow)).rejects.toThrow(LostLeaseError);
    expect(await Effect.countDocuments()).toBe(1);
  });

  it("can neither put it back nor give it up", async () => {
    const taken = await claimOne(after(LEASE_MS));
    await putBack(slow, after(LEASE_MS));
    await expect(bury(Task, slow, "too late")).rejects.toThrow(LostLeaseError);
    expect(await Task.findOne({ _id: "only" }).lean()).toMatchObject({ state: "working", fence: taken.fence });
  });

  it("has made no try of it", async () => {
    expect(await claimOne(after(LEASE_MS))).toMatchObject({ attempts: 1, lapses: 1 });
  });
});

it("waits longer after every failure, five minutes at most", () => {
  expect([1, 2, 3, 4, 5, 50].map(backoffMs)).toEqual([1000, 4000, 16_000, 64_000, 256_000, 300_000]);
});

type Fate = "fails" | "dies" | "sleeps";
const fate = fc.constantFrom<Fate>("fails", "dies", "sleeps");
/** Lanes with their rows, each row with what befalls the workers that take it before one succeeds. */
const lanes = fc.array(fc.array(fc.array(fate, { maxLength: 2 }), { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 4,
});

async function enqueueAll(plan: Fate[][][], fates: Map<string, Fate[]>): Promise<void> {
  const rows = plan.flatMap((lane, laneIndex) =>
    lane.map((befalls, index) => {
      const _id = `${laneIndex}-${index}`;
      fates.set(_id, [...befalls]);
      return newQueueRow({ _id, lane: `lane ${laneIndex}`, dueAt: after(index) });
    }),
  );
  await Task.insertMany(rows);
}

it("gives every row one effect, and in the order of its lane unless one is held up, whatever befalls the workers", async () => {
  const property = async (plan: Fate[][][]) => {
    await emptyDatabase();
    const clock = fakeClock(after(10));
    const fates = new Map<string, Fate[]>();
    await enqueueAll(plan, fates);

    async function meet(row: QueueRow): Promise<void> {
      switch (fates.get(row._id)?.shift()) {
        case undefined:
          return work(row);
        case "fails":
          return putBack(row, clock.now());
        case "dies":
          return;
        case "sleeps":
          clock.advance(LEASE_MS);
          await releaseStale(Task, clock.now());
          return work(row);
      }
    }

    async function runWorker(): Promise<void> {
      // As a worker does: what is new in between, everything when there is nothing new.
      let isQuick = true;
      while (await Task.exists({ state: { $ne: "done" } })) {
        const rows: QueueRow[] = await (isQuick
          ? claimNew(Task, clock.now(), { limit: 2, inHand: [] })
          : claim(Task, clock.now(), { limit: 2 }));
        isQuick = !isQuick && rows.length > 0;
        for (const row of rows) await meet(row).catch(lostIsFine);
        if (rows.length === 0) {
          clock.advance(5000);
          await releaseStale(Task, clock.now());
        }
      }
    }

    await Promise.all([runWorker(), runWorker(), runWorker()]);
    const effects = await Effect.find().sort({ _id: 1 }).lean();
    for (const [index, lane] of plan.entries()) {
      const done = effects.filter((effect) => effect.lane === `lane ${index}`).map((effect) => effect.task);
      const inOrder = lane.map((_, row) => `${index}-${row}`);
      const mayPass = lane.some((befalls) => befalls.includes("fails"));
      expect(mayPass ? done.toSorted() : done).toEqual(inOrder);
    }
  };
  await fc.assert(fc.asyncProperty(lanes, property), { numRuns: 20, endOnFailure: true });
}, 60_000);

function lostIsFine(error: unknown): void {
  if (!(error instanceof LostLeaseError)) throw error;
}
