import type { Day } from "../../../../models/shared/values/day";
import type { TimeFind } from "./types";

/** What one goes to or meets: an appointment of its own. */
const APPOINTMENT =
  /^\s?(?:我们?|还要?|再|又|要|得|顺便|顺路|顺道|接着|然后|回头|赶)*(?:[去到见跟和约陪请送看跑回]|拜访|走访|开会|签|培训|验收|安装|演示)/;
const PART = /[早上中下]午|早上|晚上|点|时|:/;
/** Said of now, or of when to be told. */
const OF_TODAY = /^[^,，。;；\n]{0,12}(?:提醒|叫我|喊我)|^\s?(?:我们?)?先/;
const ANOTHER_SENTENCE = /[。;；\n!！?？]/;
const OPENS_SENTENCE = /(?:^|[。;；\n!！?？])\s?(?:我们?|那就?|对了|就|定了|约了|安排)?[,，\s]*$/;

/** 下午 behind a comma, as a clause begins. */
const OPENS_CLAUSE = /[,，、\s](?:我们?|然后|再|接着)?$/;

/** 周一早上例会推迟到10点: moved within its day. */
const MOVED_BEFORE = /(?:改到|改成|改为|改约|推迟到|推到|提前到|延到|延后到|挪到|调到)(?:了|早上|上午|下午|晚上)?$/;
const isMoved = (text: string, { first, next }: { first: TimeFind; next: TimeFind }) =>
  next.dayless &&
  next.expression.time !== undefined &&
  !first.dayless &&
  first.expression.kind === "point" &&
  MOVED_BEFORE.test(text.slice(first.end, next.start)) &&
  !ANOTHER_SENTENCE.test(text.slice(first.end, next.start));

function goesOn(text: string, { first, next }: { first: TimeFind; next: TimeFind }): boolean {
  if (!next.dayless || first.dayless || first.expression.kind !== "point" || next.expression.kind !== "point")
    return false;
  if (!OPENS_SENTENCE.test(text.slice(0, first.start)) || ANOTHER_SENTENCE.test(text.slice(first.end, next.start)))
    return false;
  const behind = text.slice(next.end);
  if (!OPENS_CLAUSE.test(text.slice(0, next.start)) || OF_TODAY.test(behind)) return false;
  return PART.test(text.slice(first.start, first.end)) || APPOINTMENT.test(behind);
}

const isLater = (first: TimeFind, next: TimeFind) =>
  !first.expression.time || !next.expression.time || first.expression.time < next.expression.time;

/** 周五上午见张总，下午见李总: the afternoon is Friday's. Without a day of its own a time would be one of today. */
export function ofTheSameDay(text: string, finds: readonly TimeFind[], today: Day): TimeFind[] {
  let first: TimeFind | undefined;
  return finds.map((find) => {
    if (!find.dayless) first = find.expression.from === today ? undefined : find;
    if (!first || first === find) return find;
    const both = { first, next: find };
    if (!isMoved(text, both) && !(goesOn(text, both) && isLater(first, find))) return find;
    const { from, to } = first.expression;
    const expression = { ...find.expression, from, to };
    delete expression.movedBy;
    return { ...find, expression, past: first.past };
  });
}
