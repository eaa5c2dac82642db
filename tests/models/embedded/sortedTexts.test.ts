import fc from "fast-check";
import { SortedTexts } from "../../../models/embedded/storage/sortedTexts";

const texts = fc.uniqueArray(fc.string({ maxLength: 3 }), { maxLength: 40 });

test("what was there and what was added later come in order, between any two", () => {
  fc.assert(
    fc.property(texts, fc.string({ maxLength: 3 }), fc.string({ maxLength: 3 }), (all, start, end) => {
      const sorted = new SortedTexts(all.slice(0, 10));
      for (const text of all.slice(10)) sorted.add(text);
      const expected = all.toSorted((a, b) => (a < b ? -1 : 1)).filter((text) => text >= start && text < end);
      expect(sorted.between(start, end)).toEqual(expected);
    }),
  );
});

test("many are kept in pieces, in order all the same", () => {
  const sorted = new SortedTexts([]);
  const all = Array.from({ length: 5000 }, (_, i) => String((i * 7919) % 5000).padStart(4, "0"));
  for (const text of all) sorted.add(text);
  expect(sorted.between("", "9")).toEqual(all.toSorted());
  expect(sorted.between("1200", "1203")).toEqual(["1200", "1201", "1202"]);
});
