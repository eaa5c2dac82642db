import { isBrand } from "./brands";
import { isCoined, type CompanyFind } from "./companies";

import { looksLikeFullName } from "./people";
import { closedBy, overlaps, type Place } from "./places";

/**
 * Where the grammar of a sentence wants a customer and nothing else marks one: whom one went to, whom something is given,
 * whom one looks up. Who speaks is not enough: 评委问得细. Only a word that no dictionary knows is taken for a name there.
 */
const NAME = "(?<name>[\\u4e00-\\u9fa5]{2,4}?)";
const slot = (before: string, after: string) => new RegExp(`(?<=${before})${NAME}(?=${after})`, "gu");
const SIGN = "[\\s,，。;；!！?？、]";
const SLOTS: readonly RegExp[] = [
  slot("第[一二三四五六]家(?:是|叫|去的)?", "$|[,，。;；\\s]|没|门|关|老板|说|不|人"),
  slot(
    "(?:[去跑走]了?一?趟|拜访了?|走访了?|回访了?|去过|见完|刚从|先跑|再跑|先去|再去)",
    `$|${SIGN}|跟|和|找|见|那边|这边|看|回来|出来|聊|谈|再|先`,
  ),
  slot(
    "(?:给(?!出|到|过|足|够)|[跟帮])",
    "(?:那边|这边)?(?:发(?!票)|寄|送|打(?:了|个|电)|报价|开(?:了|.{0,4}票)|聊|谈|签|供|补|退|装|做了)",
  ),
  slot("(?:查|看|搜)(?:一?下|一查|看)", "上次|最近|的|报价|合同|到哪|聊到|什么|还有|有没有"),
];

const isName = (word: string) => isCoined(word) && isBrand(word) && !looksLikeFullName(word);

export function findInSlots(text: string, taken: readonly Place[]): CompanyFind[] {
  const closed = closedBy(text.length, taken);
  const finds: CompanyFind[] = [];
  for (const match of SLOTS.flatMap((pattern) => [...text.matchAll(pattern)])) {
    const place = { start: match.index, end: match.index + match[0].length };
    if (closed(place.start, place.end) || !isName(match[0]) || finds.some((find) => overlaps(find, place))) continue;
    finds.push({ ...place, by: "beside" });
  }
  return finds;
}
