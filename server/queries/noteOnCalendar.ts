import { todayText } from "../../models/shared/text/zhCN/today";
import { addDays, formatDay, type Day } from "../../models/shared/values/day";
import { endOfBreak, holidayName, isMakeUpDay } from "../calendar/calendar";

const AHEAD_DAYS = 7;

/** What is unusual about the next week's workdays: a feast, or a weekend day that is worked. Null in an ordinary week. */
export function noteOnCalendar(today: Day): string | null {
  for (let ahead = 0; ahead <= AHEAD_DAYS; ahead++) {
    const day = addDays(today, ahead);
    if (isMakeUpDay(day)) return todayText.makeUpDay(formatDay(day));
    const name = holidayName(day);
    if (!name) continue;
    const last = endOfBreak(day);
    return last === day
      ? todayText.holidayDay(formatDay(day), name)
      : todayText.holiday(formatDay(day), formatDay(last), name);
  }
  return null;
}
