import { POSTS } from "../../vocabulary/names";
import { isFreeGiven } from "./fullNames";
import { COMMON, COMPOUND, RARE } from "./nameParts";
import type { PersonFind } from "./people";
import { longestFirst } from "../text/longestFirst";

/** 院长姓祖: all that is known of the name. */
const SURNAMED = new RegExp(
  `(?<post>${longestFirst(`${POSTS}|老板娘|老板`.split("|")).join("|")})(?:是)?姓(?<surname>[\\u4e00-\\u9fa5]{1,2})(?=$|[\\s,，。;；、])`,
  "gi",
);

export function findSurnamed(text: string): PersonFind[] {
  return [...text.matchAll(SURNAMED)].flatMap((match) => {
    const { post = "", surname = "" } = match.groups ?? {};
    const end = match.index + match[0].length;
    if (!COMMON.has(surname) && !RARE.has(surname) && !COMPOUND.has(surname)) return [];
    const title = { start: match.index, end: match.index + post.length, value: post };
    return [{ start: end - surname.length, end, name: surname, title, by: "title" as const }];
  });
}

/** 场长叫苏和，采购叫方圆: what somebody is called is a name, whatever its characters mean besides. */
const CALLED =
  /(?:^|[\s,，。;；:：]|[长板购理任管监员生姐哥人个位师计])(?:名字)?叫做?\s?(?<name>[\u4e00-\u9fa5]{2,3})(?=$|[\s,，。;；、(（\d]|的?(?:电话|手机|微信|号码|邮箱))/gu;

const isCalledSo = (name: string) =>
  (COMMON.has(name.charAt(0)) || RARE.has(name.charAt(0))) && (name.slice(1) === "和" || isFreeGiven(name.slice(1)));

export function findCalled(text: string): PersonFind[] {
  return [...text.matchAll(CALLED)].flatMap((match) => {
    const name = match.groups?.name ?? "";
    const end = match.index + match[0].length;
    return isCalledSo(name) ? [{ start: end - name.length, end, name, by: "full" as const }] : [];
  });
}
