import type { Ahead } from "../../../calendar/planReminder";
import { AHEAD_OF_IT } from "../../vocabulary/actions";
import { normalize } from "../text/normalize";
import { readCount } from "../text/numerals";

const MINUTES = { 分钟: 1, 刻钟: 15, 小时: 60, 钟头: 60 } as Readonly<Record<string, number>>;
const DAYS = { 天: 1, 周: 7, 星期: 7, 礼拜: 7 } as Readonly<Record<string, number>>;

function toAhead(count: number, unit: string): Ahead {
  const minutes = MINUTES[unit];
  return minutes === undefined
    ? { days: Math.ceil(count * (DAYS[unit] ?? 1)) }
    : { minutes: Math.round(count * minutes) };
}

/** 提前10分钟叫我: 10 minutes. Null where nothing of the kind is said. */
export function readAhead(text: string): Ahead | null {
  const said = AHEAD_OF_IT.exec(normalize(text).text)?.groups;
  const [count, unit] = said?.count ? [said.count, said.unit] : [said?.countBehind, said?.unitBehind];
  const much = count && unit ? readCount(count.replace(/个半$/, "半")) : null;
  return much && unit ? toAhead(much, unit) : null;
}
