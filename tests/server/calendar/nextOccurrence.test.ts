import type { Recurrence } from "../../../models/shared/contracts/extraction";
import { repeatWords } from "../../../models/shared/text/zhCN/repeat";
import { readRepeat, writeRepeat } from "../../../models/shared/values/repeat";
import { resolveTimes } from "../../../server/extractor/rules/times/resolveTimes";
import { nextOccurrence } from "../../../server/calendar/nextOccurrence";

const NOON = new Date("2026-11-25T12:00:00+08:00");

function said(text: string): { rule: Recurrence; days: string[] } {
  const [time] = resolveTimes(text, NOON);
  const rule = time?.recurrence;
  if (!time || !rule) throw new Error(`no repetition in ${text}`);
  // As stored: the rule goes through its text and must come back the same.
  const stored = readRepeat(writeRepeat(rule)) as Recurrence;
  const days = [time.from];
  for (let last = time.from; days.length < 4; days.push(last)) last = nextOccurrence(stored, last) as string;
  return { rule: stored, days };
}

describe("what is said to repeat", () => {
  it.each([
    ["每天9点", ["2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29"]],
    ["每天晚上8点", ["2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28"]],
    ["每两天", ["2026-11-26", "2026-11-28", "2026-11-30", "2026-12-02"]],
    ["每个工作日", ["2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01"]],
    ["每周一", ["2026-11-30", "2026-12-07", "2026-12-14", "2026-12-21"]],
    ["每周三下午3点", ["2026-11-25", "2026-12-02", "2026-12-09", "2026-12-16"]],
    ["每周二、四", ["2026-11-26", "2026-12-01", "2026-12-03", "2026-12-08"]],
    ["每两周的周五", ["2026-11-27", "2026-12-11", "2026-12-25", "2027-01-08"]],
    ["每月5号", ["2026-12-05", "2027-01-05", "2027-02-05", "2027-03-05"]],
    ["每月31号", ["2026-12-31", "2027-01-31", "2027-03-31", "2027-05-31"]],
    ["每月底", ["2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"]],
    ["每季度末", ["2026-12-31", "2027-03-31", "2027-06-30", "2027-09-30"]],
    ["每年3月1号", ["2027-03-01", "2028-03-01", "2029-03-01", "2030-03-01"]],
  ])("%s", (text, days) => expect(said(text).days).toEqual(days));

  it.each([
    ["每天9点", "每天 09:00"],
    ["每个工作日", "每个工作日 09:00"],
    ["每周一", "每周一 09:00"],
    ["每周二、四", "每周二、周四 09:00"],
    ["每两周的周五", "每 2 周周五 09:00"],
    ["每月5号", "每月 5 号 09:00"],
    ["每月底", "每月最后一天 09:00"],
    ["每季度末", "每季度最后一天 09:00"],
    ["每年3月1号", "每年 3 月 1 号 09:00"],
  ])("%s is shown as %s", (text, words) => expect(repeatWords(writeRepeat(said(text).rule), "09:00")).toBe(words));

  it("is nothing where the words are no rule", () => expect(readRepeat("FREQ=SOMETIMES")).toBeNull());
});
