import { REGIONS } from "../../../../models/shared/text/zhCN/regions";
import { ALL_ENDINGS, ENDING, STICKY_ENDING, WEAK } from "./companyEndings";
import { isNamed, LONGEST_NAME } from "./companyNames";
import { cutLeft } from "./cutWords";
import { LATIN_FORMS, WEAK_CUTS } from "../../vocabulary/companies";
import { findPublicHouses } from "./publicHouses";
import { type Closed, overlaps, type Place } from "../text/places";
import { isCoined, wordsIn } from "../text/words";
import { isWhere } from "./venues";

export interface CompanyFind {
  start: number;
  end: number;
  by: "ending" | "beside" | "known" | "place";
}

const MOST = 100;
const WALL = /[\s.,，。;；:：!！?？、()（）"“”'‘’<>《》【】\[\]/|\n+·~@#=…👇\u2460-\u2473\u2776-\u277f]/;

/** Where the words that may belong to a name begin: behind the last blank, sign or closed place. */
function wall(text: string, end: number, closed: Closed): number {
  let at = end;
  while (at > 0 && end - at < LONGEST_NAME + 6 && !closed(at - 1, at)) {
    const step = WALL.test(text[at - 1] ?? "") ? seatLength(text.slice(Math.max(0, at - 8), at)) : 1;
    if (step === 0) break;
    at -= step;
  }
  return at;
}

/** 云上(贵州)大数据集团: the seat in brackets inside a name. */
const SEAT = new RegExp(
  `(?<=[\\p{Script=Han}A-Za-z])\\((?:${[...REGIONS, "中国", "亚太", "集团"].join("|")})[省市]?\\)$`,
  "u",
);
const seatLength = (before: string) => SEAT.exec(before)?.[0].length ?? 0;

/** 南京 in 华信医疗南京分公司: endings that follow each other directly are one name. */
function growRight(text: string, end: number): number {
  const more = /^(?:[\u4e00-\u9fa5]{2,4}分公司|(?:股份|集团)?有限公司|集团|股份|公司|总部|分公司|总公司)/.exec(
    text.slice(end, end + 12),
  );
  return more ? growRight(text, end + more[0].length) : end;
}

/** 做干货批发, 我们的工厂: a trade, or a house of ours or theirs. */
const OF_NOBODY = /(?:做|搞|干|卖|经营|主营|专做|从事|(?:我们|咱们|我司|你们|[他她])的?)$/;

/** What is sent, bought or spoken of behind these is a thing, even where its word could end a company. */
const GOODS_BEFORE = /(?:[看试测]了|送|订|做|交|装|买|用|要|换|采购|寄|拿|试|对|提供|先|想|代理|说|车|箱|批|桶|件)$/;

/** 把年夜饭餐具定了: what is taken or changed is a thing. */
const isHandled = (text: string, { start, end }: Place) =>
  text[start - 1] === "把" &&
  /^(?:(?:都|也|全)?[定订换退装买送发寄拿取测试]|给(?![我丢弄搞忘]))/.test(text.slice(end, end + 2));

/** 把样册快递给龚小姐 */
const CARRIES = /^(?:快递|快运|速递|物流)$/;

/** 送康美齿科 备用手柄: a coined word that stands alone is somebody. */
const isNamedAlone = (text: string, ending: string, { start, end }: Place) =>
  isCoined(text.slice(start, end - ending.length)) && /^\s/.test(text.slice(end));

/** 郎科长问热风机: right behind somebody a verb tells what they do. */
const isDoneBy = (text: string, start: number, closed: Closed) =>
  closed(start - 1, start) && WEAK_CUTS.test(text.charAt(start));

const isGoods = (text: string, ending: string, place: Place) =>
  (WEAK.has(ending) || CARRIES.test(ending)) &&
  !isNamedAlone(text, ending, place) &&
  (GOODS_BEFORE.test(text.slice(Math.max(0, place.start - 2), place.start)) || isHandled(text, place));

/** 去工厂: a house that has no name. */
const NAMELESS = /(?:^|[去到在回]|^[来从往进]|们)(?:工厂|公司|酒店|医院|学校|银行|超市|门店|市场|商场|仓库)$/;

/** 平面布局: the ending of one character is the end of another word. */
const isInsideWord = (text: string, start: number, ending: string) =>
  ending.length === 1 &&
  !ALL_ENDINGS.has(text.slice(start - 1, start + 1)) &&
  wordsIn(text.slice(start - 1, start + 1)).length === 1;

/** 换电话, 喜欢木箱包装: two characters of which the second belongs to the next word; 去闽江水产量冷库 measures. */
function isCutOff(text: string, start: number, end: number): boolean {
  if (end - start !== 2 || !/(?!量)\p{Script=Han}/u.test(text.charAt(end))) return false;
  let at = 0;
  const bounds = wordsIn(text.slice(start, end + 1)).map((word) => (at += word.length));
  return !bounds.includes(end - start);
}

const isStrong = (ending: string) => !WEAK.has(ending);

/** 宜家康养老院: an ending that begins inside the one found and goes on behind it. */
function furthest(text: string, { index, 0: ending }: RegExpExecArray): Place {
  const end = index + ending.length;
  for (let at = index + 1; at < end; at++) {
    STICKY_ENDING.lastIndex = at;
    if (STICKY_ENDING.test(text) && STICKY_ENDING.lastIndex > end && isStrong(text.slice(at, STICKY_ENDING.lastIndex)))
      return { start: at, end: STICKY_ENDING.lastIndex };
  }
  return { start: index, end };
}

function readEnding(text: string, match: RegExpExecArray, closed: Closed): CompanyFind | null {
  const { start: endingStart, end: endingEnd } = furthest(text, match);
  const ending = text.slice(endingStart, endingEnd);
  const end = growRight(text, endingEnd);
  const start = cutLeft(text, wall(text, endingStart, closed), endingStart);
  if (OF_NOBODY.test(text.slice(Math.max(0, start - 4), start))) return null;
  if (isInsideWord(text, endingStart, ending) || isCutOff(text, endingStart, endingEnd)) return null;
  if (isGoods(text, ending, { start, end }) || isDoneBy(text, start, closed) || NAMELESS.test(text.slice(start, end)))
    return null;
  const isSomebodyAt = (at: number) => closed(at, at + 1) && /\p{Script=Han}/u.test(text.charAt(at));
  const beforeSomebody = isSomebodyAt(end);
  const ofSomebody = text.charAt(end) === "的" && isSomebodyAt(end + 1);
  if (!isNamed(text, { start, endingStart, end: endingEnd, beforeSomebody, ofSomebody }) || closed(start, end))
    return null;
  return { start, end, by: "ending" };
}

/** Adds a find; one that touches the last find goes on with the same name. */
function addFind(finds: CompanyFind[], find: CompanyFind): void {
  const last = finds.at(-1);
  if (!last || find.start > last.end) finds.push(find);
  else if (find.start < last.end) finds[finds.length - 1] = { ...find, start: Math.min(last.start, find.start) };
  else finds.push({ ...find, start: last.start });
}

/** Nordic Pack AS */
const LATIN = new RegExp(
  `(?<![A-Za-z0-9@._-])[A-Z][A-Za-z&'-]*(?: (?:&|[A-Z][A-Za-z&'-]*)){0,3} (?:${LATIN_FORMS})(?![A-Za-z0-9@_-])\\.?`,
  "g",
);

const findLatin = (text: string, closed: Closed): CompanyFind[] =>
  [...text.matchAll(LATIN)]
    .map(({ index, 0: name }) => ({ start: index, end: index + name.length, by: "ending" as const }))
    .filter(({ start, end }) => !closed(start, end));

/** Companies told by their ending. Several endings in a row (华星电子科技) are one name; the longest wins. */
export function findCompanies(text: string, closed: Closed): CompanyFind[] {
  const finds: CompanyFind[] = [];
  ENDING.lastIndex = 0;
  for (let match = ENDING.exec(text); match && finds.length < MOST; match = ENDING.exec(text)) {
    const find = readEnding(text, match, closed);
    if (!find) {
      // 新光电子: the ending that fits may begin inside the one that does not.
      ENDING.lastIndex = match.index + 1;
      continue;
    }
    if (!isWhere(text, find, closed)) addFind(finds, find);
    ENDING.lastIndex = Math.max(match.index + 1, find.end);
  }
  const others = [...findPublicHouses(text, closed), ...findLatin(text, closed)];
  const isOther = (find: CompanyFind) => !finds.some((one) => overlaps(one, find));
  return [...finds, ...others.filter(isOther)].sort((a, b) => a.start - b.start);
}
