import type { Recurrence } from "../../contracts/extraction";
import { readRepeat } from "../../values/repeat";
import { WEEKDAYS } from "./calendar";

const each = (interval: number, unit: string) => (interval === 1 ? `每${unit}` : `每 ${interval} ${unit}`);
const dateWords = ({ monthDay }: Recurrence) =>
  monthDay === undefined ? "" : monthDay === "last" ? "最后一天" : ` ${monthDay} 号`;

function weekWords({ interval, weekdays = [] }: Recurrence): string {
  const days = weekdays.map((day) => WEEKDAYS[day - 1] ?? "").join("、");
  return interval === 1 && days !== "" ? `每${days}` : `${each(interval, "周")}${days}`;
}

const monthWords = (rule: Recurrence) =>
  rule.interval === 3
    ? `每季度${dateWords(rule)}`
    : `${each(rule.interval, rule.interval === 1 ? "月" : "个月")}${dateWords(rule)}`;

const WORDS: Readonly<Record<Recurrence["every"], (rule: Recurrence) => string>> = {
  workday: () => "每个工作日",
  day: ({ interval }) => each(interval, "天"),
  week: weekWords,
  month: monthWords,
  quarter: (rule) => `每季度${dateWords(rule)}`,
  year: (rule) => `${each(rule.interval, "年")}${rule.month ? ` ${rule.month} 月` : ""}${dateWords(rule)}`,
};

/** A rule of repetition as a person says it: 每周一 09:00. */
export function repeatWords(repeat: string, time: string | null): string {
  const rule = readRepeat(repeat);
  return [rule ? WORDS[rule.every](rule) : repeat, time].filter(Boolean).join(" ");
}
