import { addDays, mondayOf } from "../../../models/shared/values/day";
import { resolveTimes } from "../../../server/extractor/rules/times/resolveTimes";

/** A Sunday, ten in the morning in Shanghai. */
const SUNDAY = new Date("2026-11-22T10:00:00+08:00");
const TODAY = "2026-11-22";

/** `from..to time kind`, shortened: the kind only where it is no point and no span, `?` where it is ambiguous. */
function shown(text: string, now = SUNDAY): string {
  return resolveTimes(text, now)
    .map(({ from, to, time, kind, ambiguous }) => {
      const days = from === to ? from : `${from}..${to}`;
      const sort = kind === "deadline" || kind === "recurring" ? ` ${kind}` : "";
      return `${days}${time ? ` ${time}` : ""}${sort}${ambiguous ? " ?" : ""}`;
    })
    .join(" | ");
}

const WEEKDAYS = Array.from("一二三四五六日");

describe("named weekdays", () => {
  const weeks = [["下", 1], ["下下", 2], ["上", -1], ["上上", -2]] as const; // prettier-ignore
  const spellings = ["周", "星期", "礼拜", "个星期"];
  const cases = weeks.flatMap(([which, offset]) =>
    spellings.flatMap((word) =>
      WEEKDAYS.map((day, index) => [`${which}${word}${day}`, addDays(mondayOf(TODAY), offset * 7 + index)]),
    ),
  );
  it.each(cases)("%s is %s", (text, day) => expect(shown(text ?? "")).toBe(day));

  const ahead = WEEKDAYS.slice(0, 6).map((day, index) => [`周${day}`, addDays(TODAY, index + 1)]);
  it.each(ahead)("bare %s is the next one, %s", (text, day) => expect(shown(text ?? "")).toBe(day));

  const past = WEEKDAYS.slice(0, 6).map((day, index) => [`周${day}拜访了张总`, addDays(mondayOf(TODAY), index)]);
  it.each(past)("%s is the last one, %s", (text, day) => expect(shown(text ?? "")).toBe(day));

  const deadlines = WEEKDAYS.slice(0, 6).flatMap((day, index) =>
    [`周${day}前`, `周${day}之前`, `最晚周${day}`, `星期${day}以前`].map((text) => [
      text,
      `${addDays(TODAY, index + 1)}`,
    ]),
  );
  it.each(deadlines)("%s is due on %s itself", (text, day) => expect(shown(text ?? "")).toBe(`${day} deadline`));

  const clocks = [["10点", "10:00"], ["8点", "08:00"], ["十点半", "10:30"], ["9点15", "09:15"], ["下午3点", "15:00"], ["三点", "15:00"], ["14:30", "14:30"]] as const; // prettier-ignore
  const timed = WEEKDAYS.flatMap((day, index) =>
    clocks.flatMap(([clock, time]) =>
      [`下周${day}${clock}提醒我开会`, `约了张总下星期${day}${clock}见面`].map((text) => [
        text,
        `${addDays(mondayOf(TODAY), 7 + index)} ${time}`,
      ]),
    ),
  );
  it.each(timed)("%s is %s", (text, expected) => expect(shown(text ?? "")).toBe(expected));
});

describe("exact days", () => {
  const days = [[12, 3], [1, 8], [2, 28], [11, 30], [12, 31], [10, 1], [5, 20], [7, 15]] as const; // prettier-ignore
  const two = (n: number) => String(n).padStart(2, "0");
  const cases = days.flatMap(([month, date]) => {
    const year = month >= 11 ? 2026 : 2027;
    const day = `${year}-${two(month)}-${two(date)}`;
    return [
      [`${month}月${date}日`, day],
      [`${month}月${date}号`, day],
      [`${month} 月 ${date} 号`, day],
      [`${month}/${date}`, day],
      [`${month}-${date}`, day],
      [`${month}.${date}交货`, day],
      [`${year}年${month}月${date}日`, day],
      [`${year}-${two(month)}-${two(date)}`, day],
      [`${year}/${month}/${date}`, day],
      [`${year}.${month}.${date}`, day],
      [`${year}${two(month)}${two(date)}`, day],
      [`${month}月${date}日之前`, `${day} deadline`],
      [`${month}月${date}号下午三点`, `${day} 15:00`],
    ];
  });
  it.each(cases)("%s is %s", (text, day) => expect(shown(text ?? "")).toBe(day));
});

const table: readonly (readonly [string, string])[] = [
  ["今天", "2026-11-22"], ["明天", "2026-11-23"], ["后天", "2026-11-24"], ["大后天", "2026-11-25"], ["昨天", "2026-11-21"], ["前天", "2026-11-20"],
  ["大前天", "2026-11-19"], ["明日", "2026-11-23"], ["明儿", "2026-11-23"], ["这周五", "2026-11-27 ?"], ["本周五", "2026-11-27 ?"], ["本周", "2026-11-16..2026-11-22"],
  ["下周", "2026-11-23..2026-11-29"], ["下个星期", "2026-11-23..2026-11-29"], ["下下周", "2026-11-30..2026-12-06"], ["上周", "2026-11-09..2026-11-15"],
  ["本周内", "2026-11-22 deadline"], ["下周内", "2026-11-29 deadline"], ["周末", "2026-11-21..2026-11-22"], ["下周末", "2026-11-28..2026-11-29"],
  ["下周初", "2026-11-23..2026-11-24"], ["明天下班前", "2026-11-23 18:00 deadline"], ["下班前", "2026-11-22 18:00 deadline"],
  ["三天内", "2026-11-25 deadline"], ["一周内", "2026-11-29 deadline"], ["24小时内", "2026-11-23 deadline"], ["两周之内", "2026-12-06 deadline"],
  ["3个工作日内", "2026-11-25 deadline"], ["10个工作日", "2026-12-04 deadline"], ["5个工作日后", "2026-11-27"],
  ["3天后", "2026-11-25"], ["两周后", "2026-12-06"], ["一个月后", "2026-12-22"], ["半个月后", "2026-12-07"], ["半年后", "2027-05-22"], ["一年后", "2027-11-22"],
  ["三个月之后", "2027-02-22"], ["十天以后", "2026-12-02"], ["3号", "2026-12-03"], ["30号", "2026-11-30"], ["二十五号", "2026-11-25"], ["15日", "2026-12-15"],
  ["下个月5号", "2026-12-05"], ["下月8号", "2026-12-08"], ["本月28号", "2026-11-28"], ["12.3前交", "2026-12-03 deadline"], ["定在12.3", "2026-12-03"],
  ["3月", "2027-03-01..2027-03-31"], ["明年3月", "2027-03-01..2027-03-31"], ["12月", "2026-12-01..2026-12-31"], ["3月底", "2027-03-25..2027-03-31"],
  ["12月中旬", "2026-12-11..2026-12-20"], ["12月初", "2026-12-01..2026-12-10"], ["12月底前", "2026-12-31 deadline"], ["10月底前", "2027-10-31 deadline"],
  ["月初", "2026-12-01..2026-12-10"], ["上旬", "2026-12-01..2026-12-10"], ["中旬", "2026-12-11..2026-12-20"], ["月中", "2026-12-11..2026-12-20"],
  ["下旬", "2026-11-21..2026-11-30"], ["月底", "2026-11-25..2026-11-30"], ["月末", "2026-11-25..2026-11-30"], ["月底前", "2026-11-30 deadline"],
  ["下个月", "2026-12-01..2026-12-31"], ["下个月底", "2026-12-25..2026-12-31"], ["下月初", "2026-12-01..2026-12-10"], ["本月内", "2026-11-30 deadline"],
  ["年底", "2026-12-01..2026-12-31"], ["年底前", "2026-12-31 deadline"], ["年初", "2027-01-01..2027-01-31"], ["年内", "2026-12-31 deadline"],
  ["明年", "2027-01-01..2027-12-31"], ["明年初", "2027-01-01..2027-01-31"], ["明年上半年", "2027-01-01..2027-06-30"], ["下半年", "2026-07-01..2026-12-31"],
  ["下季度", "2027-01-01..2027-03-31"], ["下个季度初", "2027-01-01..2027-01-10"], ["季度初", "2026-10-01..2026-10-10"], ["Q4", "2026-10-01..2026-12-31"], ["Q1", "2027-01-01..2027-03-31"],
  ["明年一季度", "2027-01-01..2027-03-31"], ["四季度", "2026-10-01..2026-12-31"], ["过两天", "2026-11-24..2026-11-25"], ["两三天后", "2026-11-24..2026-11-25"],
  ["过几天", "2026-11-25..2026-11-27 ?"], ["三五天", "2026-11-25..2026-11-27 ?"], ["这两天", "2026-11-22..2026-11-25 ?"], ["这几天", "2026-11-22..2026-11-25 ?"],
  ["元旦前", "2026-12-31 deadline"], ["圣诞前", "2026-12-24 deadline"], ["年前", "2027-02-05 deadline"], ["春节前", "2027-02-05 deadline"],
  ["元旦后", "2027-01-04 ?"], ["节后", "2027-01-04 ?"], ["国庆", "2027-10-01"], ["端午节", "2027-06-09"], ["除夕", "2027-02-05"], ["中秋", "2027-09-15"], ["元宵节", "2027-02-20"],
  ["清明", "2027-04-05"], ["五一", "2027-05-01"], ["圣诞节", "2026-12-25"], ["平安夜", "2026-12-24"],
  ["10分钟后", "2026-11-22 10:10"], ["半小时后", "2026-11-22 10:30"], ["2小时后", "2026-11-22 12:00"], ["一个半小时后", "2026-11-22 11:30"], ["两个小时之内", "2026-11-22 12:00 deadline"],
  ["三点半", "2026-11-22 15:30"], ["下午三点", "2026-11-22 15:00"], ["晚上八点", "2026-11-22 20:00"], ["明早九点", "2026-11-23 09:00"], ["明天10:30", "2026-11-23 10:30"],
  ["后天下午两点一刻", "2026-11-24 14:15"], ["明天中午12点", "2026-11-23 12:00"], ["今晚七点半", "2026-11-22 19:30"], ["9点", "2026-11-23 09:00"], ["明天15点", "2026-11-23 15:00"],
  ["周三下午2点前", "2026-11-25 14:00 deadline"], ["下周五上午十点", "2026-11-27 10:00"], ["上午", "2026-11-22"], ["下午", "2026-11-22"], ["明天上午", "2026-11-23"], ["8:30", "2026-11-23 08:30"],
  ["每周一", "2026-11-23 recurring"], ["每月5号", "2026-12-05 recurring"], ["每个工作日", "2026-11-23 recurring"], ["每天早上9点", "2026-11-23 09:00 recurring"], ["每个月1号", "2026-12-01 recurring"],
  ["每周三下午3点", "2026-11-25 15:00 recurring"], ["每月底", "2026-11-30 recurring"], ["下周三到周五", "2026-11-25..2026-11-27"], ["12月3号到8号", "2026-12-03..2026-12-08"], ["3号到5号", "2026-12-03..2026-12-05"],
  ["周三或周四", "2026-11-25..2026-11-26 ?"], ["12月3号周四", "2026-12-03"], ["周四(12月3号)", "2026-12-03"], ["昨天下午", "2026-11-21"], ["上周五拜访", "2026-11-13"], ["禮拜三", "2026-11-25"], ["下周3", "2026-11-25"],
  ["两天前", "2026-11-20"], ["上个月", "2026-10-01..2026-10-31"], ["最迟月底", "2026-11-30 deadline"], ["截止12月1日", "2026-12-01 deadline"], ["明后天", "2026-11-23..2026-11-24 ?"],
]; // prettier-ignore

describe("conventions", () => {
  it.each(table)("%s is %s", (text, expected) => expect(shown(text)).toBe(expected));
});

const notDates = [
  "3号线", "1号厂房", "给了三点建议", "降了10个点", "一周年", "V2.0", "五一广场", "三一重工", "24小时热线", "周总", "张三天天催", "月底薪", "一期", "第三方",
  "近期", "改天", "回头", "有空", "过段时间", "尽快", "抓紧", "12.3万", "1.5折", "3.2版本", "20-30万", "2号楼", "提了两点要求", "早一点", "中秋月饼", "周边", "十一台", "3个月", "试用三天", "尾号3号",
]; // prettier-ignore

describe("what only looks like a date", () => {
  it.each(notDates)("%s names no day", (text) => expect(shown(text)).toBe(""));
});

describe("said at other moments", () => {
  const wednesday = new Date("2026-09-16T10:30:00+08:00");
  const friday = new Date("2026-03-13T15:00:00+08:00");
  it.each([
    ["国庆后", wednesday, "2026-10-08 ?"],
    ["周三前", wednesday, "2026-09-23 deadline ?"],
    ["周三下午三点", wednesday, "2026-09-16 15:00 ?"],
    ["周日上午", wednesday, "2026-09-20"],
    ["下下周一", wednesday, "2026-09-28"],
    ["中秋前", wednesday, "2026-09-24 deadline"],
    ["本周内", wednesday, "2026-09-20 deadline"],
    ["这周五", wednesday, "2026-09-18"],
    ["3个工作日内", wednesday, "2026-09-20 deadline"],
    ["五一后", friday, "2026-05-06 ?"],
    ["清明前", friday, "2026-04-04 deadline"],
    ["下午两点", friday, "2026-03-14 14:00"],
    ["今天下午两点", friday, "2026-03-13 14:00"],
    ["下午两点见了李总", friday, "2026-03-13 14:00"],
  ] as const)("%s", (text, now, expected) => expect(shown(text, now)).toBe(expected));

  it("asks when the weekday contradicts the date", () => {
    const [time] = resolveTimes("约了王经理下周四23号去看现场", wednesday);
    expect(time?.contradiction).toEqual({
      weekdaySaid: "下周四",
      dateSaid: "23号",
      options: ["2026-09-24", "2026-09-23"],
    });
  });

  it.each(["订单编号20261130的货收到了", "合同号是HT20261231", "门牌号8-12，3楼"])(
    "takes no number of a thing for a day: %s",
    (text) => expect(resolveTimes(text, friday)).toEqual([]),
  );

  it("names the instant of a short time", () => {
    expect(resolveTimes("2分钟后", friday)[0]?.at).toBe("2026-03-13T07:02:00.000Z");
  });

  it("keeps the rule of a recurring time apart", () => {
    expect(resolveTimes("每两周的周五", SUNDAY)[0]?.recurrence).toMatchObject({ every: "week", interval: 2 });
    expect(resolveTimes("每月最后一天", SUNDAY)[0]?.recurrence).toMatchObject({ every: "month", monthDay: "last" });
  });
});

describe("English words in between", () => {
  it.each([
    ["next Monday 签", "2026-11-23"],
    ["this Friday 见", "2026-11-27"],
    ["by Fri 给 proposal", "2026-11-27 deadline"],
    ["send it before next Fri", "2026-11-27 deadline"],
    ["call him tmr", "2026-11-23"],
    ["tomorrow 3pm", "2026-11-23 15:00"],
    ["next week", "2026-11-23..2026-11-29"],
    ["by EOW", "2026-11-22 deadline"],
    ["EOD 给", "2026-11-22 deadline"],
    ["by end of month", "2026-11-30 deadline"],
    ["on Dec 5th", "2026-12-05"],
    ["5 Jan", "2027-01-05"],
    ["in 3 days", "2026-11-25"],
    ["within two weeks", "2026-12-06 deadline"],
  ])("%s is %s", (text, day) => expect(shown(text)).toBe(day));

  it.each(["Sun 公司", "Mayor", "Market", "Monday.com 的报价", "thunder", "Augustus"])("%s names no day", (text) =>
    expect(shown(text)).toBe(""),
  );
});

describe("a date with a dot", () => {
  it.each([
    ["12.3号回访", "2026-12-03"],
    ["提醒我12.3号找财务", "2026-12-03"],
    ["12.3号线", ""],
    ["一年三十万", ""],
    ["年三十前", "2027-02-04 deadline"],
  ])("%s is %s", (text, day) => expect(shown(text)).toBe(day));
});

describe("a part of the day behind another of a day that was named", () => {
  it.each([
    ["周五上午见张总，下午见李总", "2026-11-27 | 2026-11-27"],
    ["周一早上例会推迟到10点", "2026-11-23 | 2026-11-23 10:00"],
    ["周五下午3点的会提前到2点", "2026-11-27 15:00 | 2026-11-27 14:00"],
    ["后天拜访鼎盛，下午顺便去海川", "2026-11-24 | 2026-11-24"],
    ["后天上午9点去鼎盛，下午2点半去海川", "2026-11-24 09:00 | 2026-11-24 14:30"],
    ["下周三上午培训，下午验收，晚上吃饭", "2026-11-25 | 2026-11-25 | 2026-11-25"],
  ])("%s: of that day", (text, days) => expect(shown(text)).toBe(days));

  it.each([
    ["明天要开会，下午把材料准备好", "2026-11-23 | 2026-11-22"],
    ["周五下午3点开会。改到4点的是另一个会", "2026-11-27 15:00 | 2026-11-22 16:00"],
    ["周五签合同，下午我先把草稿发他", "2026-11-27 | 2026-11-22"],
    ["周五拜访鼎盛，下午3点提醒我带合同", "2026-11-27 | 2026-11-22 15:00"],
    ["张总说周五签合同，下午我给他回电话", "2026-11-27 | 2026-11-22"],
  ])("%s: of today", (text, days) => expect(shown(text)).toBe(days));
});
