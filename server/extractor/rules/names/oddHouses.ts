import { DAY_NAMED, DOUBTFUL_HOUSES, ODD_HOUSES } from "../../vocabulary/houses";
import type { CompanyFind } from "./companies";
import type { KnownName } from "./named";
import { type Closed, overlaps, type Place } from "../text/places";

/** What a time, an amount or a quantity would be read from. */
const LIKE_A_FIGURE = /[\d〇零一二三四五六七八九十百千万半两]|[今明昨后前]天|[春夏秋冬年月日周季]/;
const SHORTEST_KNOWN = 3;

const SOMEBODY = "(?:总|经理|主任|主管|校长|园长|院长|店长|厂长|老板|老师|采购|会计|工(?!作|程)|姐|哥)";
/** 一点点的钱店长, 一点点那边: nothing but a house has somebody, or is spoken of so. */
const HAS_SOMEBODY = new RegExp(`^(?:(?:的|那边的?|这边的?)?[\\u4e00-\\u9fa5]{1,2}${SOMEBODY}|那边|这边|那家)`);
const COUNTED_BEFORE = /[便宜贵高低多少大小快慢早晚好差长短]$/;

const named = (name: string) => ({ name, isDoubtful: false });

/** Where the caller's own names stand that a day or a sum would be read from; whether they are meant is told later. */
export function likeFigures(text: string, known: readonly KnownName[]): Place[] {
  return known
    .filter(({ name, kind }) => kind === "company" && name.length >= SHORTEST_KNOWN && LIKE_A_FIGURE.test(name))
    .flatMap(({ name }) => {
      const start = text.indexOf(name);
      return start < 0 ? [] : [{ start, end: start + name.length }];
    });
}

/** Names whose own words would be taken for a day, a sum or a thing, the longest first: they are closed to all that is read later. */
export function findOddHouses(text: string, { closed, from }: { closed: Closed; from: number }): CompanyFind[] {
  const names = [
    ...ODD_HOUSES.map(named),
    ...DOUBTFUL_HOUSES.map((name) => ({ name, isDoubtful: true })),
    ...Array.from(text.matchAll(DAY_NAMED), ([name]) => named(name)),
  ].sort((a, b) => b.name.length - a.name.length);
  const finds: CompanyFind[] = [];
  for (const { name, isDoubtful } of names) {
    for (let start = text.indexOf(name, from); start >= 0; start = text.indexOf(name, start + name.length)) {
      const end = start + name.length;
      const stands = !isDoubtful || isNamedAt(text, { start, end, from });
      if (!stands || closed(start, end) || finds.some((other) => overlaps(other, { start, end }))) continue;
      finds.push({ start, end, by: "known" });
    }
  }
  return finds;
}

/** Somebody of it follows, or a command begins with it. */
function isNamedAt(text: string, { start, end, from }: { start: number; end: number; from: number }): boolean {
  if (from > 0 && start === from && /^\s/.test(text.slice(end))) return true;
  return HAS_SOMEBODY.test(text.slice(end, end + 8)) && !COUNTED_BEFORE.test(text.slice(0, start));
}
