import { dayOf, timeOf } from "../../../models/shared/values/day";
import { resolveTimes } from "../../../server/extractor/rules/times/resolveTimes";
import { planReminder } from "../../../server/calendar/planReminder";

const SUNDAY = "2026-11-22T10:00:00+08:00";
const WEDNESDAY = "2026-09-16T10:30:00+08:00";

/** `day time`, with what moved it, for the first time said in the text. */
function remind(text: string, at: string, explicit = false): string {
  const now = new Date(at);
  const [due] = resolveTimes(text, now);
  if (!due) throw new Error(`no time in ${text}`);
  const plan = planReminder(due, { now, explicit });
  if ("refused" in plan) return plan.refused;
  return `${dayOf(plan.remindAt)} ${timeOf(plan.remindAt)}${plan.movedBy ? ` ${plan.movedBy}` : ""}`;
}

describe("planReminder", () => {
  it.each([
    ["周五前", SUNDAY, "2026-11-26 09:00"],
    ["下周一前", SUNDAY, "2026-11-23 09:00"],
    ["周三", SUNDAY, "2026-11-25 09:00"],
    ["明天下午三点", SUNDAY, "2026-11-23 14:30"],
    ["下周", SUNDAY, "2026-11-23 09:00"],
    ["月底", SUNDAY, "2026-11-25 09:00"],
    ["今天", SUNDAY, "2026-11-22 17:30"],
    ["下班前", SUNDAY, "2026-11-22 17:30"],
    ["10分钟后", SUNDAY, "2026-11-22 10:10"],
    ["2小时后", SUNDAY, "2026-11-22 11:30"],
    ["3号", WEDNESDAY, "2026-10-08 09:00 holiday"],
    ["国庆前", WEDNESDAY, "2026-09-29 09:00"],
    ["半个月后", WEDNESDAY, "2026-10-08 09:00 holiday"],
    ["下个季度初", WEDNESDAY, "2026-10-08 09:00 holiday"],
    ["周日上午", WEDNESDAY, "2026-09-20 09:00"],
    ["10月8号前", WEDNESDAY, "2026-09-30 09:00 holiday"],
    ["本周内", WEDNESDAY, "2026-09-18 09:00"],
    ["每个月1号", WEDNESDAY, "2026-10-08 09:00 holiday"],
    ["三点半", WEDNESDAY, "2026-09-16 15:00"],
    ["今天上午9点", WEDNESDAY, "past"],
    ["今天上午10点45", WEDNESDAY, "2026-09-16 10:45"],
  ])("%s, said at %s, reminds %s", (text, now, expected) => expect(remind(text, now)).toBe(expected));

  it.each([
    ["明天9点", "2026-11-23 09:00"],
    ["2分钟后", "2026-11-22 10:02"],
    ["9点", "2026-11-23 09:00"],
    ["今天9点", "past"],
    ["明天", "2026-11-23 09:00"],
  ])("asked for by name, %s fires %s", (text, expected) => expect(remind(text, SUNDAY, true)).toBe(expected));

  it("reminds of today once more when the evening is past", () => {
    expect(remind("今天", "2026-11-22T20:00:00+08:00")).toBe("2026-11-22 20:30");
  });
});
