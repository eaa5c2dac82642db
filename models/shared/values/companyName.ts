import { COMPANY_SUFFIXES } from "../text/zhCN/companyNames";

const SUFFIX = new RegExp(`(?:${COMPANY_SUFFIXES.join("|")})+$`, "u");

/** A company's name without its legal form, for comparing and for cards. */
export function bareCompany(name: string): string {
  const plain = name.normalize("NFKC").replace(/\s+/g, "");
  return plain.replace(SUFFIX, "") || plain;
}

/** Company as cards show it: bare name, its place in brackets when it is known and not part of the name. */
export function shortCompany(customer: { name: string; aliases?: readonly string[]; region?: string | null }): string {
  const { region } = customer;
  const bare = customer.aliases?.[0] ?? bareCompany(customer.name);
  if (!region) return bare;
  const withoutRegion = bare.startsWith(region) && bare.length > region.length + 1 ? bare.slice(region.length) : bare;
  return `${withoutRegion}（${region}）`;
}
