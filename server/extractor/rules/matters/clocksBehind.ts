import type { Facts } from "../facts";
import { clauseEnd } from "../text/clauses";
import type { TimeFind } from "../times/types";

/** 明天送标书 下午5点截止: the clock time alone tells until when, or from when, on the day said before. */
const CLOCK_ONLY = /^(?:之?前|以前)?(?:截止|截至|为止|关门|下班|结束|开始|开场|开标|开门|集合|送到|到位|到)?$/;
function clockOf({ text }: Facts, day: TimeFind, clock: TimeFind): string | undefined {
  const isPlainDay = !day.dayless && day.expression.time === undefined && day.expression.from === day.expression.to;
  if (!isPlainDay || !clock.dayless || clock.expression.time === undefined) return undefined;
  const opens = /[\s,，。;；]$/.test(text.slice(0, clock.start));
  return opens && CLOCK_ONLY.test(text.slice(clock.end, clauseEnd(text, clock.end)).trim())
    ? clock.expression.time
    : undefined;
}

/** The times of a step, each day with the clock time that stands behind it. */
export function withClocks(facts: Facts, times: readonly TimeFind[]): TimeFind[] {
  const dated: TimeFind[] = [];
  for (const time of times) {
    const last = dated.at(-1);
    const clock = last && clockOf(facts, last, time);
    if (last && clock) dated[dated.length - 1] = { ...last, expression: { ...last.expression, time: clock } };
    else dated.push(time);
  }
  return dated;
}
