import { deserialize, serialize } from "bson";
import fc from "fast-check";
import {
  applyUpdate,
  compareBson,
  compileFilter,
  compileProjection,
  compileSort,
  deepCopy,
  distinctValues,
  encodeKey,
  runPipeline,
  sortDocs,
  splitLeadingMatch,
  valuesAtPath,
} from "../../../../models/embedded/semantics";
import type { Doc } from "../../../../models/embedded/semantics";
import { StoreError } from "../../../../models/embedded/errors";
import {
  document,
  documents,
  filter,
  path,
  pipeline,
  positive,
  projection,
  scalar,
  sortSpec,
  update,
} from "./arbitraries";
import { meets } from "./oracle";
import { frozen, now } from "./support";

const runs = { numRuns: 150 };
const find = (docs: Doc[], query: Doc): Doc[] => docs.filter(compileFilter(query));

/** What a function gives, or the code it refused with: both have to be the same twice. */
function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (error instanceof StoreError) return error.code;
    throw error;
  }
}

describe("filters", () => {
  it("agree with reading every value the path reaches", () => {
    const comparison = fc.tuple(fc.constantFrom("$eq", "$gt", "$gte", "$lt", "$lte"), scalar);
    fc.assert(
      fc.property(document, path, comparison, (doc, key, [operator, operand]) => {
        expect(compileFilter({ [key]: { [operator]: operand } })(doc)).toBe(meets(doc, key, [operator, operand]));
      }),
      { numRuns: 1000 },
    );
  });

  it("$not, $nor, $ne and $nin are the complement", () => {
    fc.assert(
      fc.property(fc.tuple(documents, path, positive, scalar), ([docs, key, condition, value]) => {
        const rest = docs.filter((doc) => !compileFilter({ [key]: condition })(doc));
        expect(find(docs, { [key]: { $not: condition } })).toEqual(rest);
        expect(find(docs, { $nor: [{ [key]: condition }] })).toEqual(rest);
        expect(find(docs, { [key]: { $ne: value } })).toEqual(find(docs, { [key]: { $not: { $eq: value } } }));
        expect(find(docs, { [key]: { $nin: [value] } })).toEqual(find(docs, { [key]: { $ne: value } }));
      }),
      runs,
    );
  });

  it("$in is the union of equalities, $and and $or are intersection and union", () => {
    fc.assert(
      fc.property(
        fc.tuple(documents, path, fc.array(scalar, { minLength: 1, maxLength: 3 }), filter),
        ([docs, key, values, other]) => {
          const each = values.map((value) => ({ [key]: value }));
          expect(find(docs, { [key]: { $in: values } })).toEqual(find(docs, { $or: each }));
          expect(find(docs, { [key]: { $all: values } })).toEqual(find(docs, { $and: each }));
          expect(find(docs, { $and: [each[0] as Doc, other] })).toEqual(find(find(docs, other), each[0] as Doc));
        },
      ),
      runs,
    );
  });

  it("see the same document before and after it was stored", () => {
    const stored = (doc: Doc): Doc => deserialize(serialize(doc), { promoteBuffers: false, bsonRegExp: true });
    fc.assert(
      fc.property(documents, filter, (docs, query) => {
        expect(find(docs.map(stored), stored(query))).toEqual(find(docs, query));
      }),
      runs,
    );
  });

  it("find an equal value among what an index holds", () => {
    fc.assert(
      fc.property(document, fc.constantFrom("a", "b", "n", "a.b", "a.c"), scalar, (doc, key, value) => {
        if (!compileFilter({ [key]: value })(doc)) return;
        expect(valuesAtPath(doc, key).values.map(encodeKey)).toContain(encodeKey(value));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("order", () => {
  it("is total, and its ties are those of the keys", () => {
    fc.assert(
      fc.property(document, document, document, ({ a }, { a: b }, { a: c }) => {
        expect(Math.sign(compareBson(a, b))).toBe(0 - Math.sign(compareBson(b, a)));
        expect(compareBson(a, b) === 0).toBe(encodeKey(a) === encodeKey(b));
        if (compareBson(a, b) <= 0 && compareBson(b, c) <= 0) expect(compareBson(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 1000 },
    );
  });

  it("of sorted documents is the comparator's, and a limit only cuts it", () => {
    fc.assert(
      fc.property(documents, sortSpec, fc.integer({ min: 1, max: 5 }), (docs, spec, limit) => {
        const expected = [...docs].sort(compileSort(spec));
        expect(sortDocs(docs, spec)).toEqual(expected);
        expect(sortDocs(docs, spec, limit)).toEqual(expected.slice(0, limit));
      }),
      runs,
    );
  });
});

describe("nothing writes into what it reads", () => {
  it("not a projection, an update or a pipeline, and all answer the same twice", () => {
    fc.assert(
      fc.property(fc.tuple(documents, projection, update, pipeline), ([docs, spec, change, stages]) => {
        const before = deepCopy(docs);
        frozen(docs);
        for (const run of [
          () => docs.map(compileProjection(spec)),
          () => docs.map((doc) => outcome(() => applyUpdate(doc, { update: change, filter: {}, now }))),
          () => runPipeline(docs, stages, { now, collection: () => [] }),
        ]) {
          expect(outcome(run)).toEqual(outcome(run));
        }
        expect(docs).toEqual(before);
      }),
      runs,
    );
  });
});

describe("updates", () => {
  it("say changed exactly when the bytes differ, and $set twice is $set once", () => {
    fc.assert(
      fc.property(document, update, (doc, change) => {
        const result = outcome(() => applyUpdate(doc, { update: change, filter: {}, now }));
        if (typeof result === "number") return;
        const { doc: after, changed } = result as { doc: Doc; changed: boolean };
        expect(changed).toBe(Buffer.compare(serialize(doc), serialize(after)) !== 0);
        if (Object.keys(change).join() !== "$set") return;
        expect(applyUpdate(after, { update: change, filter: {}, now }).changed).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe("pipelines", () => {
  it("give the same when their head is answered apart", () => {
    fc.assert(
      fc.property(fc.tuple(documents, filter, sortSpec, pipeline), ([docs, query, sort, stages]) => {
        const whole = [{ $match: query }, { $sort: sort }, { $skip: 1 }, { $limit: 3 }, ...stages];
        const { filter: head, sort: order, skip = 0, limit, rest } = splitLeadingMatch(whole);
        const found = sortDocs(find(docs, head), order as Doc).slice(skip, skip + (limit as number));
        const context = { now, collection: () => [] };
        expect(outcome(() => runPipeline(found, rest, context))).toEqual(
          outcome(() => runPipeline(docs, whole, context)),
        );
      }),
      runs,
    );
  });

  it("group what distinct finds", () => {
    fc.assert(
      fc.property(documents, (docs) => {
        const spec = [{ $unwind: "$a" }, { $match: { a: { $exists: true } } }, { $group: { _id: "$a" } }];
        const groups = runPipeline(docs, spec, { now, collection: () => [] }) as Doc[];
        const values = distinctValues(docs, "a").filter(
          (value) => value !== null || groups.some((row) => row["_id"] === null),
        );
        expect(groups.map((row) => encodeKey(row["_id"])).sort()).toEqual(values.map(encodeKey).sort());
      }),
      runs,
    );
  });
});
