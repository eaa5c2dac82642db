import {
  AFTER_PLACE,
  BRANCH_MARK,
  BRANCH_SUFFIXES,
  COMPANY_SUFFIXES,
  COUNTIES,
  MAKERS,
} from "../text/zhCN/companyNames";
import { REGION_SUFFIXES, REGIONS, TRADES } from "../text/zhCN/regions";

const SUFFIX = new RegExp(`(?<!${BRANCH_MARK})(?:${COMPANY_SUFFIXES.join("|")})+$`, "u");

/** A company's name without its legal form, for comparing and for cards. */
export function bareCompany(name: string): string {
  const plain = name.normalize("NFKC").replace(/\s+/g, "");
  return plain.replace(SUFFIX, "") || plain;
}

/** Whether a name by itself says that it is a company's. */
export const isCompanyName = (name: string): boolean =>
  bareCompany(name) !== name.normalize("NFKC").replace(/\s+/g, "");

const LEADING_REGION = new RegExp(`^(?:${[...REGIONS, ...COUNTIES].join("|")})(?:${REGION_SUFFIXES.join("|")})?`, "u");
const TRADE = `(?:${[...TRADES, ...MAKERS].join("|")})`;
const TRAILING_TRADE = new RegExp(`${TRADE}$`, "u");
/** 化工 of 上海化工有限公司 is what it does, and nobody's name. */
const NOTHING_BUT_TRADE = new RegExp(`^${TRADE}+$`, "u");

/** The names a company goes by in talk, the longest first: 宁波海川物流集团有限公司, 海川物流, 海川. */
export function spokenNames(name: string): string[] {
  const bare = bareCompany(name);
  const local = bare.replace(LEADING_REGION, "");
  const names = [name, bare, local];
  for (let short = local.replace(TRAILING_TRADE, ""); ; short = short.replace(TRAILING_TRADE, "")) {
    if (short.length < 2 || names.includes(short)) break;
    names.push(short);
  }
  return [...new Set(names)].filter((one) => one.length >= 2 && (one === bare || !NOTHING_BUT_TRADE.test(one)));
}

/** Company as cards show it: bare name, its place in brackets when it is known and not part of the name. */
export function shortCompany(customer: { name: string; aliases?: readonly string[]; region?: string | null }): string {
  const { region } = customer;
  const bare = customer.aliases?.[0] ?? bareCompany(customer.name);
  if (!region) return bare;
  const withoutRegion = bare.startsWith(region) && bare.length > region.length + 1 ? bare.slice(region.length) : bare;
  return `${withoutRegion}（${region}）`;
}

const BRANCH = new RegExp(`(?:${BRANCH_SUFFIXES.join("|")})$`, "u");
const PLACE = new RegExp(`(?:${REGIONS.toSorted((a, b) => b.length - a.length).join("|")})`, "u");

const PLACED = new RegExp(
  `^${PLACE.source}(?:(?:${BRANCH_SUFFIXES.join("|")})|(?=[^\\p{Script=Han}]|$|${AFTER_PLACE.join("|")}))`,
  "u",
);

/** The name as it goes on in a text to its branch's place: 华信 in 去华信南京分公司 is 华信南京分公司. */
export function withPlace(text: string, name: string): string {
  const rest = text.slice(text.indexOf(name) + name.length);
  return name + (PLACED.exec(rest)?.[0] ?? "");
}

/** 华信南京, 南京华信分公司: a house and the place of its branch. Null when no place or nothing else is named. */
export function placeIn(company: string): { place: string; rest: string } | null {
  const plain = bareCompany(company).replace(BRANCH, "");
  const place = PLACE.exec(plain)?.[0];
  const rest = place ? plain.replace(place, "") : "";
  return place && rest.length >= 2 ? { place, rest } : null;
}
