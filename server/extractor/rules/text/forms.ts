import { FIELDS_OF_CONTACT, FIELDS_OF_CUSTOMER, FIELDS_OF_MATTER } from "../../vocabulary/forms";
import { longestFirst } from "./longestFirst";
import type { Place } from "./places";

const labels = (...lists: readonly string[]) => `(?:${longestFirst(lists.join("|").split("|")).join("|")})`;

const FIELD = new RegExp(
  `(?<=^|[\\s,，。;；|】])(?:(?<customer>${labels(FIELDS_OF_CUSTOMER)})|(?<contact>${labels(FIELDS_OF_CONTACT)})|${labels(FIELDS_OF_MATTER)})\\s?[:：]`,
  "g",
);

/** A line that says with its first word what it holds, without saying whom it is about. */
export const OPENS_FIELD = new RegExp(`^\\s*${labels(FIELDS_OF_MATTER, FIELDS_OF_CONTACT)}\\s?[:：]`);

/** 客户：… 内容：… 下一步：…: the fields that tell of the customer whom the form names before them. */
export function findMatterFields(text: string): Place[] {
  const fields = [...text.matchAll(FIELD)];
  const first = fields.findIndex(({ groups }) => groups?.customer !== undefined);
  if (first < 0) return [];
  return fields.flatMap(({ index, groups }, at) => {
    const isOfMatter = at > first && groups?.customer === undefined && groups?.contact === undefined;
    return isOfMatter ? [{ start: index, end: fields[at + 1]?.index ?? text.length }] : [];
  });
}
