import { COMPANY_SUFFIXES } from "../../../../models/shared/text/zhCN/companyNames";
import { REGION_SUFFIXES, REGIONS, TRADES } from "../../../../models/shared/text/zhCN/regions";
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

const TRADE = `(?:${TRADES.join("|")})`;
/** 食品有限公司, 实业: what a house does and its legal form, not what is sold to it. */
const FULL_FORM = new RegExp(
  `^(?:${TRADE}{0,3}(?:${COMPANY_SUFFIXES.join("|")})|${TRADE}{1,2}(?!\\p{Script=Han}))`,
  "u",
);
const SEAT = new RegExp(`(?:${REGIONS.join("|")})(?:${REGION_SUFFIXES.join("|")})?$`, "u");

/** 嘉兴五芳斋食品有限公司: the house as it is registered, where that is said. */
function inFull(text: string, { start, end }: Place): Place {
  const [form] = FULL_FORM.exec(text.slice(end, end + 24)) ?? [];
  if (form === undefined) return { start, end };
  const [seat = ""] = SEAT.exec(text.slice(0, start)) ?? [];
  return { start: start - seat.length, end: end + form.length };
}

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
      const place = { start, end: start + name.length };
      const stands = !isDoubtful || isNamedAt(text, { ...place, from });
      if (!stands || closed(place.start, place.end) || finds.some((other) => overlaps(other, place))) continue;
      finds.push({ ...inFull(text, place), by: "known" });
    }
  }
  return finds;
}

/** Somebody of it follows, or a command begins with it. */
function isNamedAt(text: string, { start, end, from }: { start: number; end: number; from: number }): boolean {
  if (from > 0 && start === from && /^\s/.test(text.slice(end))) return true;
  return HAS_SOMEBODY.test(text.slice(end, end + 8)) && !COUNTED_BEFORE.test(text.slice(0, start));
}
