import { ObjectId } from "bson";
import fc from "fast-check";
import type { Doc } from "../../../../models/embedded/semantics";

const ids = [1, 2, 3].map((n) => new ObjectId(`65a00000000000000000000${n}`));

/** Few distinct values, so that filters and documents meet often. */
export const scalar = fc.oneof(
  fc.integer({ min: -2, max: 4 }),
  fc.constantFrom(0.5, -1.5, 2 ** 40),
  fc.constantFrom("", "a", "ab", "b", "张三", "张", "😀", "！"),
  fc.constantFrom(null, true, false),
  fc.constantFrom(...ids),
  fc.constantFrom(new Date(0), new Date("2026-01-02T03:04:05Z")),
);

const small: fc.Arbitrary<unknown> = fc.record({ b: scalar, c: scalar }, { requiredKeys: [] });
const items = fc.array(fc.oneof({ weight: 3, arbitrary: scalar }, small, fc.array(scalar, { maxLength: 2 })), {
  maxLength: 3,
});
const value = fc.oneof({ weight: 4, arbitrary: scalar }, small, items, fc.array(small, { maxLength: 3 }));

export const document: fc.Arbitrary<Doc> = fc.record(
  { a: value, b: value, n: fc.integer({ min: -3, max: 9 }) },
  { requiredKeys: [] },
);

export const documents = fc
  .array(document, { minLength: 1, maxLength: 12 })
  .map((docs) => docs.map((doc, index): Doc => ({ _id: index, ...doc })));

export const path = fc.constantFrom("a", "b", "n", "a.b", "a.c", "b.b", "a.0", "a.1.b");

const list = fc.array(scalar, { minLength: 1, maxLength: 3 });

/** The operators of one field, without negations. */
export const positive: fc.Arbitrary<Doc> = fc.oneof(
  fc.record({ $eq: fc.oneof(scalar, small, items) }),
  fc.record({ $gt: scalar }),
  fc.record({ $gte: scalar }),
  fc.record({ $lt: scalar }),
  fc.record({ $lte: scalar }),
  fc.record({ $gte: fc.integer({ min: -2, max: 2 }), $lt: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ $in: list }),
  fc.record({ $all: list }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $size: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ $regex: fc.constantFrom("^a", "b$", "张", ".") }),
  fc.record({ $type: fc.constantFrom("string", "number", "array", "object", "objectId", "date", "bool", "null") }),
  fc.record({ $mod: fc.constantFrom([2, 0], [3, 1]) }),
  fc.record({ $elemMatch: fc.record({ b: scalar }) }),
  fc.record({ $elemMatch: fc.record({ $gte: scalar }) }),
);

const condition: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: scalar },
  { weight: 6, arbitrary: positive },
  fc.record({ $ne: scalar }),
  fc.record({ $nin: list }),
  fc.record({ $not: positive }),
);

const field = fc.tuple(path, condition).map(([key, operand]): Doc => ({ [key]: operand }));
const branches = fc.array(field, { minLength: 1, maxLength: 3 });

export const filter: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 5, arbitrary: field },
  fc.record({ $and: branches }),
  fc.record({ $or: branches }),
  fc.record({ $nor: branches }),
);

export const sortSpec: fc.Arbitrary<Doc> = fc
  .tuple(fc.constantFrom("a", "b", "n", "a.b"), fc.constantFrom(1, -1))
  .map(([key, direction]) => ({ [key]: direction, _id: 1 }));

const flagPath = fc.constantFrom("a", "a.b", "b", "b.c", "n", "_id");

export const projection: fc.Arbitrary<Doc> = fc.oneof(
  fc
    .uniqueArray(flagPath, { minLength: 1, maxLength: 3 })
    .chain((paths) => fc.constantFrom(0, 1).map((flag) => Object.fromEntries(paths.map((key) => [key, flag])))),
  fc.record({ a: fc.record({ $slice: fc.constantFrom(1, -1, 2) }) }),
  fc.record({ a: fc.record({ $elemMatch: fc.record({ b: scalar }) }) }),
  fc.constant({ n: 1, twice: { $add: ["$n", "$n"] }, copy: "$a.b" }),
);

const setPath = fc.constantFrom("a", "b", "n", "z", "a.b", "a.0", "b.c", "z.y", "a.1.b");
const anyNumber = fc.integer({ min: -3, max: 3 });
const pushed: fc.Arbitrary<unknown> = fc.oneof(
  scalar,
  fc.record(
    {
      $each: fc.array(anyNumber, { maxLength: 3 }),
      $position: fc.integer({ min: -1, max: 2 }),
      $slice: fc.integer({ min: -2, max: 2 }),
      $sort: fc.constantFrom(1, -1),
    },
    { requiredKeys: ["$each"] },
  ),
);

const operator = (name: string, operand: fc.Arbitrary<unknown>): fc.Arbitrary<Doc> =>
  fc.tuple(setPath, operand).map(([key, given]): Doc => ({ [name]: { [key]: given } }));

export const update: fc.Arbitrary<Doc> = fc.oneof(
  operator("$set", value),
  operator("$unset", fc.constant("")),
  operator("$inc", fc.oneof({ weight: 5, arbitrary: anyNumber }, scalar)),
  operator("$mul", anyNumber),
  operator("$min", scalar),
  operator("$max", scalar),
  operator("$push", pushed),
  operator("$addToSet", fc.oneof(scalar, small, fc.record({ $each: list }))),
  operator(
    "$pull",
    fc.oneof(scalar, fc.record({ $gte: anyNumber }), fc.record({ b: scalar }), fc.record({ $in: list })),
  ),
  operator("$pullAll", list),
  operator("$pop", fc.constantFrom(1, -1)),
  operator("$rename", fc.constantFrom("y", "b", "x.w")),
  fc.tuple(operator("$set", scalar), operator("$inc", anyNumber)).map(([one, other]) => ({ ...one, ...other })),
  fc.record({ b: value, z: scalar }),
);

const column = fc.constantFrom("$a", "$b", "$n", "$a.b", "$b.c");
const amount = fc.constantFrom("$n", 2, "$zz");
const expression: fc.Arbitrary<unknown> = fc.oneof(
  column,
  fc
    .tuple(fc.constantFrom("$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$cmp"), column, scalar)
    .map(([name, left, right]) => ({
      [name]: [left, { $literal: right }],
    })),
  fc
    .tuple(fc.constantFrom("$add", "$subtract", "$multiply"), amount, amount)
    .map(([name, left, right]) => ({ [name]: [left, right] })),
  fc.record({ $cond: fc.tuple(column, fc.constant("yes"), fc.constant("no")) }),
  fc.record({ $ifNull: fc.tuple(column, fc.constant("none")) }),
  fc.record({ $type: column }),
  fc.record({ $isArray: column }),
  fc.record({ $not: fc.tuple(column) }),
  fc.record({ $and: fc.tuple(column, column) }),
  fc.record({ $or: fc.tuple(column, column) }),
  fc.record({ $sum: fc.oneof(column, fc.tuple(column, column)) }),
  fc.record({ $avg: column }),
  fc.record({ $max: fc.oneof(column, fc.tuple(column, column)) }),
  fc.record({ $min: fc.oneof(column, fc.tuple(column, column)) }),
  fc.record({ $in: fc.tuple(fc.constant("$n"), fc.constant([1, 2, 3])) }),
  fc.constant({ x: "$a", y: ["$b", "$zz"] }),
  fc.constant({ $cond: [{ $isArray: "$a" }, { $size: "$a" }, -1] }),
  fc.constant({ $cond: [{ $isArray: "$a" }, { $map: { input: "$a", in: { v: "$$this" } } }, null] }),
  fc.constant({ $cond: [{ $isArray: "$a" }, { $filter: { input: "$a", cond: { $gt: ["$$this", 1] } } }, []] }),
  fc.constant({ $cond: [{ $isArray: "$a" }, { $arrayElemAt: ["$a", 0] }, 0] }),
  fc.constant({ $cond: [{ $isArray: "$a" }, { $slice: ["$a", -2] }, 0] }),
);

/** Engines differ over a missing key of a group; the store follows MongoDB, where it is null. */
const present = column.map((path) => ({ $ifNull: [path, null] }));

const accumulated: fc.Arbitrary<Doc> = fc.oneof(
  fc.record({ $sum: fc.oneof(column, fc.constant(1)) }),
  fc.record({ $avg: column }),
  fc.record({ $min: present }),
  fc.record({ $max: present }),
  fc.record({ $push: column }),
  fc.record({ $first: present }),
  fc.record({ $last: present }),
  fc.constant({ $count: {} }),
);

const stage: fc.Arbitrary<Doc> = fc.oneof(
  fc.record({ $match: filter }),
  fc.record({ $project: fc.record({ a: fc.constant(1), x: expression }) }),
  fc.record({ $set: fc.record({ x: expression, "a.b": expression }, { requiredKeys: ["x"] }) }),
  fc.record({ $unwind: fc.oneof(column, fc.record({ path: column, preserveNullAndEmptyArrays: fc.boolean() })) }),
  fc.record({ $sort: sortSpec }),
  fc.record({ $skip: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ $limit: fc.integer({ min: 1, max: 5 }) }),
);

/** Ends in an order, so that two engines can be compared; a group by one column closes it now and then. */
export const pipeline: fc.Arbitrary<Doc[]> = fc
  .tuple(
    fc.array(stage, { maxLength: 3 }),
    fc.option(fc.record({ $group: fc.record({ _id: present, v: accumulated }) })),
  )
  .map(([stages, group]): Doc[] => (group === null ? stages : [...stages, group]));
