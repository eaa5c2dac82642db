import type { CompanyFind } from "../names/companies";
import type { MoneyFind } from "../money";
import type { PersonFind } from "../names/people";
import type { TextFind } from "../phones";
import type { Place } from "../text/places";
import type { TimeFind } from "../times/types";

interface Candidates {
  times: readonly TimeFind[];
  money: readonly MoneyFind[];
  people: readonly PersonFind[];
  companies: readonly CompanyFind[];
  phones: readonly TextFind[];
}

/** The sender takes back what was said before. */
export const TAKEN_BACK =
  /不对|说错了?|打错了?|写错了?|记错了?|发错了?|口误|笔误|更正|纠正|搞错了?|弄错了?|准确(?:地)?说|哦不|啊不|噢不|不不/g;
const NOT_THIS = /(?<!是)不是\s?(?:说)?(?:跟|给|和|去|在|找|约)?\s?$/;
const MOVED =
  /^.{0,3}(?:改|推|延|挪|提前|推迟|调整|调|(?<![互交])换|变|降|涨|砍|压|还|谈|让|优惠)(?:期)?(?:成|到|至|为|了)/;
/** 对接人王总换成了李总; 金鼎商场谈了大屏，银泰超市谈了… tells of two. */
const NAME_MOVED = /^.{0,3}(?:改|换|变|调)(?:成|为|到)了?/;
const FROM_BEFORE =
  /(?:从|由|(?:以前|从前|之前)(?:的)?(?:是|叫|联系的?是?|对接的?是?)|旧(?:的|号)?是?|原来(?:说|是|定)?|原定|本来(?:说|是|定)?|之前(?:说|报|是|定)?|原先(?:说|是|定)?|上次(?:说|报))(?:的|在|是)?\s?$/;

/** What a correction or a move has made invalid: 不是A是B, A，不对，是B, 从A改到B. */
export function findStruck(text: string, candidates: Candidates): Set<Place> {
  const struck = new Set<Place>();
  const cues = [...text.matchAll(TAKEN_BACK)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  for (const [kind, finds] of Object.entries(candidates) as [keyof Candidates, readonly Place[]][]) {
    for (const find of finds) {
      if (NOT_THIS.test(text.slice(Math.max(0, find.start - 6), find.start)) && finds.length > 1) struck.add(find);
    }
    for (const cue of cues) strikeBefore(finds, cue, struck);
    const isName = kind === "people" || kind === "companies";
    strikeMoved(text, { finds, movedBy: isName ? NAME_MOVED : MOVED }, struck);
  }
  return struck;
}

/** The nearest value before the cue goes when one of its kind follows. */
function strikeBefore(finds: readonly Place[], cue: Place, struck: Set<Place>): void {
  const follows = finds.some((find) => find.start >= cue.end && find.start - cue.end <= 12);
  const former = finds.filter((find) => find.end <= cue.start && cue.start - find.end <= 40).at(-1);
  if (follows && former) struck.add(former);
}

interface Movable {
  finds: readonly Place[];
  /** What says right behind a value that the next one takes its place. */
  movedBy: RegExp;
}

function strikeMoved(text: string, { finds, movedBy }: Movable, struck: Set<Place>): void {
  finds.forEach((find, index) => {
    const next = finds[index + 1];
    if (!next || next.start - find.end > 24) return;
    const between = text.slice(find.end, next.start);
    // 聚能光伏的单子涨到66万了。南湖政务中心…: another sentence speaks of somebody else.
    if (/[。;；\n]|然后|另外|还有|再就是|那边|那家/.test(between)) return;
    const moved =
      movedBy.test(between) ||
      /[改推延挪](?:到|成|至|为)(?:了)?\s?$|^\s*(?:→|->|=>)\s*$|也就是说?$|^不行(?:的话)?[,，\s]?(?:就|那就|要不)?(?:改|换)?(?:到|成)?$/.test(
        between,
      );
    const replaced =
      FROM_BEFORE.test(text.slice(Math.max(0, find.start - 6), find.start)) &&
      /到|成|为|现在|如今|这次|改|新/.test(between);
    if (moved || replaced) struck.add(find);
  });
}
