import { pointParts } from "./bounds";
import type { Index } from "./catalog";
import type { Conditions } from "./conditions";

/** How far elements are counted to learn which is the rarest: further only while none of them is rarer. */
const RARE = [200, 2000, 10_000];

/** How many entries begin with a part, counted no further than `most`. */
export type CountOf = (part: Buffer, most: number) => number;

/** Of several elements an array must hold, the one that fewest documents hold leads to them: the others are looked for in these. */
export function rarestFirst(index: Index, conditions: Conditions, countOf: CountOf): Conditions {
  const [field] = index.fields;
  const own = (field && conditions.byPath.get(field.path)) ?? [];
  const points = own.filter((condition) => condition.is === "points");
  if (!field || points.length < 2) return conditions;
  const sizesUpTo = (most: number) =>
    points.map((condition) => {
      const parts = pointParts(index, field, condition.values);
      return { condition, size: parts.reduce((sum, part) => sum + countOf(part, most), 0) };
    });
  let sized: ReturnType<typeof sizesUpTo> = [];
  for (const most of RARE) {
    sized = sizesUpTo(most);
    if (sized.some(({ size }) => size < most)) break;
  }
  const ordered = sized.toSorted((a, b) => a.size - b.size).map(({ condition }) => condition);
  return { ...conditions, byPath: new Map(conditions.byPath).set(field.path, [...ordered, ...own]) };
}
