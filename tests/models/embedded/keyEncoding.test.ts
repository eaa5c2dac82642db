import { Binary, MaxKey, MinKey, ObjectId } from "bson";
import fc from "fast-check";
import { compareBson } from "../../../models/embedded/semantics";
import { encodeValue, invert, truncatedHead } from "../../../models/embedded/storage/keyEncoding";
import { endOfPrefix } from "../../../models/embedded/storage/view";

const BUDGET = 800;

/** Values of every kind whose order an index must give, awkward ones often. */
const scalar = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -0, 1, -1, NaN, Infinity, -Infinity, Number.MAX_SAFE_INTEGER, 5e-324),
  fc.double(),
  fc.integer(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("", "\u0000", "\u0000\u0001", "a", "a\u0000", "a\u0000b", "ab", "张", "张总", "😀", "！", "\uFFFF"),
  fc.date({ noInvalidDate: true }),
  fc.integer({ min: -1e12, max: 1e12 }).map((ms) => new Date(ms)),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.uint8Array({ maxLength: 6 }).map((bytes) => new Binary(bytes)),
  fc.constantFrom(new MinKey(), new MaxKey()),
);

const parts = fc.tuple(scalar, scalar);

/** -1, 0 or 1, and never -0. */
const sign = (value: number): number => Math.sign(value) + 0;

function encodePair([a, b]: [unknown, unknown], descending: [boolean, boolean]): Buffer {
  const encode = (value: unknown, inverted: boolean) => {
    const { bytes } = encodeValue(value, BUDGET);
    return inverted ? invert(bytes) : bytes;
  };
  return Buffer.concat([encode(a, descending[0]), encode(b, descending[1])]);
}

function comparePair(left: [unknown, unknown], right: [unknown, unknown], descending: [boolean, boolean]): number {
  const first = compareBson(left[0], right[0]) * (descending[0] ? -1 : 1);
  return first !== 0 ? first : compareBson(left[1], right[1]) * (descending[1] ? -1 : 1);
}

test("encoded keys of two parts are in the order of their values, ascending and descending", () => {
  fc.assert(
    fc.property(parts, parts, fc.tuple(fc.boolean(), fc.boolean()), (left, right, descending) => {
      const bytes = Buffer.compare(encodePair(left, descending), encodePair(right, descending));
      expect(sign(bytes)).toBe(sign(comparePair(left, right, descending)));
    }),
    { numRuns: 20_000 },
  );
});

test("no encoded value begins another one, so that a prefix ends where a part ends", () => {
  fc.assert(
    fc.property(scalar, scalar, (left, right) => {
      const [a, b] = [encodeValue(left, BUDGET).bytes, encodeValue(right, BUDGET).bytes];
      if (!a.equals(b)) expect(b.subarray(0, a.length).equals(a)).toBe(false);
    }),
    { numRuns: 5000 },
  );
});

test("a text too long for a key keeps its identity and the order of its beginning", () => {
  const long = "张".repeat(1000);
  const encoded = encodeValue(long, BUDGET);
  expect(encoded.exact).toBe(false);
  expect(encoded.bytes.length).toBeLessThanOrEqual(BUDGET);
  expect(encodeValue(`${long}甲`, BUDGET).bytes.equals(encoded.bytes)).toBe(false);
  expect(encodeValue(long, BUDGET).bytes.equals(encoded.bytes)).toBe(true);
  const head = truncatedHead(long, BUDGET);
  expect(head && encoded.bytes.subarray(0, head.length).equals(head)).toBe(true);
});

test("objects and arrays are fit for equality, field order counting", () => {
  const bytes = (value: unknown) => encodeValue(value, BUDGET).bytes.toString("hex");
  expect(bytes({ a: 1, b: 2 })).toBe(bytes({ a: 1, b: 2 }));
  expect(bytes({ a: 1, b: 2 })).not.toBe(bytes({ b: 2, a: 1 }));
  expect(bytes([1, 2])).not.toBe(bytes([2, 1]));
});

test("the end of a prefix lies after all keys that begin with it", () => {
  expect(endOfPrefix(Buffer.from([1, 2]))).toEqual(Buffer.from([1, 3]));
  expect(endOfPrefix(Buffer.from([1, 0xff, 0xff]))).toEqual(Buffer.from([2]));
});
