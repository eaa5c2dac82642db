import { COMPANY_SUFFIXES } from "../text/zhCN/companyNames";
import { REGION_SUFFIXES, REGIONS, TRADES } from "../text/zhCN/regions";

const SUFFIX = new RegExp(`(?:${COMPANY_SUFFIXES.join("|")})+$`, "u");

/** A company's name without its legal form, for comparing and for cards. */
export function bareCompany(name: string): string {
  const plain = name.normalize("NFKC").replace(/\s+/g, "");
  return plain.replace(SUFFIX, "") || plain;
}

const LEADING_REGION = new RegExp(`^(?:${REGIONS.join("|")})(?:${REGION_SUFFIXES.join("|")})?`, "u");
const TRAILING_TRADE = new RegExp(`(?:${TRADES.join("|")})$`, "u");

/** The names a company goes by in talk, the longest first: 宁波海川物流集团有限公司, 海川物流, 海川. */
export function spokenNames(name: string): string[] {
  const bare = bareCompany(name);
  const local = bare.replace(LEADING_REGION, "");
  const names = [name, bare, local];
  for (let short = local.replace(TRAILING_TRADE, ""); ; short = short.replace(TRAILING_TRADE, "")) {
    if (short.length < 2 || names.includes(short)) break;
    names.push(short);
  }
  return [...new Set(names)].filter((one) => one.length >= 2);
}

/** Company as cards show it: bare name, its place in brackets when it is known and not part of the name. */
export function shortCompany(customer: { name: string; aliases?: readonly string[]; region?: string | null }): string {
  const { region } = customer;
  const bare = customer.aliases?.[0] ?? bareCompany(customer.name);
  if (!region) return bare;
  const withoutRegion = bare.startsWith(region) && bare.length > region.length + 1 ? bare.slice(region.length) : bare;
  return `${withoutRegion}（${region}）`;
}
