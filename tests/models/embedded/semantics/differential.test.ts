import { MongoClient } from "mongodb";
import type { Collection } from "mongodb";
import { EJSON } from "bson";
import fc from "fast-check";
import {
  applyUpdate,
  compareBson,
  compileFilter,
  compileProjection,
  runPipeline,
  sortDocs,
} from "../../../../models/embedded/semantics";
import type { Doc } from "../../../../models/embedded/semantics";
import { documents, filter, pipeline, projection, sortSpec, update } from "./arbitraries";
import { isPlain } from "./oracle";
import { now } from "./support";

const uri = process.env["TEST_MONGODB_URI"];
const describeWithServer = uri ? describe : describe.skip;

/** Engines agree on contents; the order of keys and the text of refusals are their own. */
const shown = (value: unknown): string => EJSON.stringify(sortKeys(value), { relaxed: true });

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => sortKeys(item ?? null));
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, field]) => [key, sortKeys(field)]));
}

const REFUSED = "refused";
const attempt = async (run: () => unknown): Promise<unknown> =>
  Promise.resolve()
    .then(run)
    .catch(() => REFUSED);

/** Where the reference server is known to leave MongoDB's documented way, the pair is not compared. */
const hasEmptyArray = (docs: Doc[]): boolean => EJSON.stringify(docs).includes("[]");

describeWithServer("against a server", () => {
  jest.setTimeout(120_000);
  const client = new MongoClient(uri ?? "mongodb://127.0.0.1");
  const collection: Collection<Doc> = client.db(`yiju_semantics_${process.pid}`).collection("docs");
  const load = async (docs: Doc[]): Promise<void> => {
    await collection.deleteMany({});
    await collection.insertMany(docs);
  };

  afterAll(async () => {
    await client.db(`yiju_semantics_${process.pid}`).dropDatabase();
    await client.close();
  });

  const compare = <T>(arbitrary: fc.Arbitrary<T>, check: (docs: Doc[], given: T[]) => Promise<void>): Promise<void> =>
    fc.assert(
      fc.asyncProperty(documents, fc.array(arbitrary, { minLength: 20, maxLength: 20 }), async (docs, given) => {
        await load(docs);
        await check(docs, given);
      }),
      { numRuns: 15 },
    );

  it("filters", () =>
    compare(filter, async (docs, filters) => {
      for (const query of filters) {
        const expected = await collection.find(query).sort({ _id: 1 }).toArray();
        expect([query, shown(docs.filter(compileFilter(query)))]).toEqual([query, shown(expected)]);
      }
    }));

  it("sorts", () =>
    compare(sortSpec, async (docs, specs) => {
      if (hasEmptyArray(docs)) return;
      for (const spec of specs) {
        const expected = await collection
          .find({})
          .sort(spec as Record<string, 1>)
          .toArray();
        expect([spec, shown(sortDocs(docs, spec))]).toEqual([spec, shown(expected)]);
      }
    }));

  it("projections", () =>
    compare(projection, async (docs, specs) => {
      for (const spec of specs) {
        const expected = await attempt(() => collection.find({}, { projection: spec }).sort({ _id: 1 }).toArray());
        const found = await attempt(() => docs.map(compileProjection(spec)));
        expect([spec, shown(found)]).toEqual([spec, shown(expected)]);
      }
    }));

  it("updates", () =>
    compare(update, async (docs, updates) => {
      for (const [index, change] of updates.entries()) {
        const doc = docs[index % docs.length] as Doc;
        if (isDisputed(change)) continue;
        await collection.replaceOne({ _id: doc["_id"] as never }, doc);
        const isReplacement = !Object.keys(change)[0]?.startsWith("$");
        const expected = await attempt(async () => {
          if (isReplacement) await collection.replaceOne({ _id: doc["_id"] as never }, change);
          else await collection.updateOne({ _id: doc["_id"] as never }, change);
          return collection.findOne({ _id: doc["_id"] as never });
        });
        const found = await attempt(() => applyUpdate(doc, { update: change, filter: {}, now }).doc);
        expect([change, doc, shown(found)]).toEqual([change, doc, shown(expected)]);
      }
    }));

  it("pipelines", () =>
    compare(pipeline, async (docs, pipelines) => {
      for (const stages of pipelines) {
        if (hasEmptyArray(docs) || isUnordered(stages)) continue;
        const whole = [{ $sort: { _id: 1 } }, ...stages];
        const expected = await attempt(() => collection.aggregate(whole).toArray());
        const found = await attempt(() => runPipeline(docs, whole, { now, collection: () => [] }));
        expect([stages, shown(ordered(found))]).toEqual([stages, shown(ordered(expected))]);
      }
    }));
});

const ordered = (rows: unknown): unknown => (Array.isArray(rows) ? [...(rows as Doc[])].sort(compareBson) : rows);

/** The server adds to booleans, pads arrays for what removes, and drops an empty `$push`. */
function isDisputed(change: Doc): boolean {
  const names = Object.keys(change);
  return names.some((name) => ["$inc", "$mul", "$pull", "$pullAll", "$pop", "$push", "$rename"].includes(name));
}

/** `$first` and `$last` and `$push` have no promised order there; `$max` of documents goes by key order. */
function isUnordered(stages: Doc[]): boolean {
  return /"\$(first|last|push|min|max|unwind)"/.test(EJSON.stringify(stages));
}
