import { serialize } from "bson";
import fc from "fast-check";
import {
  compileFilter,
  compileProjection,
  compileSort,
  fieldsOfFilter,
  fieldsOfPipeline,
  fieldsOfProjection,
  fieldsOfSort,
  normalizeFilter,
  runPipeline,
} from "../../../../models/embedded/semantics";
import type { Doc, FieldsRead } from "../../../../models/embedded/semantics";
import { StoreError } from "../../../../models/embedded/errors";
import { decodeDocument, decodeFields, toFieldNames } from "../../../../models/embedded/storage/documents";
import { document, documents, filter, pipeline, projection, sortSpec } from "./arbitraries";
import { now } from "./support";

const runs = { numRuns: 500 };

/** What is left of a document in the store for somebody who reads these fields. */
function read(doc: Doc, fields: FieldsRead): Doc {
  const bytes = Buffer.from(serialize(doc));
  return fields ? decodeFields(bytes, toFieldNames(fields)) : decodeDocument(bytes);
}

async function outcome(run: () => unknown): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof StoreError) return error.code;
    throw error;
  }
}

test("only the fields that are asked for are decoded, as they stand in the document", () => {
  fc.assert(
    fc.property(document, fc.subarray(["_id", "a", "b", "n", "none"]), (doc, names) => {
      const whole = read(doc, undefined);
      const expected = Object.fromEntries(Object.entries(whole).filter(([name]) => names.includes(name)));
      expect(read(doc, new Set(names))).toEqual(expected);
    }),
    runs,
  );
});

test("bytes that are no document are refused as such", () => {
  const cut = Buffer.from(serialize({ a: "text" })).subarray(0, 9);
  expect(() => decodeFields(cut, toFieldNames(["a"]))).toThrow(StoreError);
});

describe("the rest of a document makes no difference", () => {
  it("to a filter", () => {
    fc.assert(
      fc.property(document, filter, (doc, query) => {
        const normal = normalizeFilter(query);
        const matches = compileFilter(normal);
        expect(matches(read(doc, fieldsOfFilter(normal)))).toBe(matches(read(doc, undefined)));
      }),
      runs,
    );
  });

  it("to a filter that compares by an expression", () => {
    const query = { $and: [{ $expr: { $gt: [{ $size: { $ifNull: ["$b.list", []] } }, "$n"] } }, { a: 1 }] };
    expect(fieldsOfFilter(normalizeFilter(query))).toEqual(new Set(["b", "n", "a"]));
    expect(fieldsOfFilter(normalizeFilter({ $expr: { $eq: ["$$ROOT", 1] } }))).toBeUndefined();
    expect(fieldsOfFilter(normalizeFilter({ $expr: { $eq: [{ $getField: "a" }, 1] } }))).toBeUndefined();
  });

  it("to a sort", () => {
    fc.assert(
      fc.property(document, document, sortSpec, (a, b, spec) => {
        const compare = compileSort(spec);
        const fields = fieldsOfSort(spec);
        expect(compare(read(a, fields), read(b, fields))).toBe(compare(read(a, undefined), read(b, undefined)));
      }),
      runs,
    );
  });

  it("to a projection", async () => {
    await fc.assert(
      fc.asyncProperty(document, projection, async (doc, spec) => {
        const project = () => compileProjection(spec);
        const shown = await outcome(() => project()(read(doc, fieldsOfProjection(spec))));
        expect(shown).toEqual(await outcome(() => project()(read(doc, undefined))));
      }),
      runs,
    );
  });

  it("to a pipeline", async () => {
    const grouped = fc.constantFrom<Doc[]>(
      [{ $group: { _id: "$a", sum: { $sum: "$n" }, first: { $first: "$b.b" } } }],
      [{ $sort: { n: 1 } }, { $limit: 2 }, { $group: { _id: null, all: { $push: { n: "$n", a: "$a" } } } }],
      [{ $count: "n" }],
      [{ $sortByCount: "$b" }],
      [{ $group: { _id: "$a", whole: { $first: "$$ROOT" } } }],
      [{ $project: { a: 1 } }, { $group: { _id: "$n" } }],
    );
    await fc.assert(
      fc.asyncProperty(documents, grouped, pipeline, async (docs, head, rest) => {
        const stages = [...head, ...rest];
        const context = { now, collection: () => [] };
        const run = (fields: FieldsRead) =>
          outcome(() =>
            runPipeline(
              docs.map((doc) => read(doc, fields)),
              stages,
              context,
            ),
          );
        expect(await run(fieldsOfPipeline(stages))).toEqual(await run(undefined));
      }),
      runs,
    );
  });
});
