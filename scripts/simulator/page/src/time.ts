const ZONE = "Asia/Shanghai";
const WEEKDAYS = new Intl.DateTimeFormat("zh-CN", { timeZone: ZONE, weekday: "short" });
const PARTS = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

function partsOf(at: Date): Record<string, string> {
  return Object.fromEntries(PARTS.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** 10:32 */
export function toClock(at: Date): string {
  const { hour, minute } = partsOf(at);
  return `${hour}:${minute}`;
}

/** 10:32:07 */
export const toClockWithSeconds = (at: Date) => `${toClock(at)}:${partsOf(at).second}`;

/** 09-16 周三 */
export function toDay(at: Date): string {
  const { month, day } = partsOf(at);
  return `${month}-${day} ${WEEKDAYS.format(at)}`;
}

/** 2026-09-16T10:32, the value of a datetime-local input. */
export function toInputValue(at: Date): string {
  const { year, month, day, hour, minute } = partsOf(at);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/** The instant of a datetime-local value; China has one zone and no summer time. */
export const fromInputValue = (value: string) => `${value}:00+08:00`;
