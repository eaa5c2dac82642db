import { dueWords, instantWords, lateDays, longDay } from "../../../miniapp/src/format/due";
import { DEFAULT_PIPELINE, nextStage } from "../../../models/shared/values/pipeline";
import { stageAge } from "../../../miniapp/src/format/deals";
import { groupButtons, marksOf, roleOf, withoutTick } from "../../../miniapp/src/format/cards";
import { hitPieces, markPieces } from "../../../miniapp/src/format/marks";
import { dialable, isMasked, spacedPhone } from "../../../miniapp/src/format/phone";

const today = "2026-09-16";

test.each([
  [{ dueFrom: "2026-09-23", dueTo: "2026-09-23", time: null }, "09-23 周三"],
  [{ dueFrom: today, dueTo: today, time: "15:00" }, "今天 15:00"],
  [{ dueFrom: "2026-09-21", dueTo: "2026-09-27", time: null }, "09-21 周一 至 09-27 周日"],
  [{ dueFrom: null, dueTo: "2026-09-18", time: null }, "09-18 周五前"],
  [{ dueFrom: null, dueTo: null, time: null }, null],
  [{ dueFrom: "2027-01-05", dueTo: "2027-01-05", time: null }, "2027-01-05 周二"],
])("%j is due %s", (due, words) => expect(dueWords(due, today)).toBe(words));

test("a span is late only after its last day", () => {
  expect(lateDays({ dueFrom: "2026-09-14", dueTo: today, time: null }, today)).toBe(0);
  expect(lateDays({ dueFrom: "2026-09-14", dueTo: "2026-09-14", time: null }, today)).toBe(2);
});

test("instants are told in Shanghai, near ones in words", () => {
  expect(instantWords("2026-09-15T08:20:00Z", today)).toBe("昨天 16:20");
  expect(instantWords("2026-09-15T16:30:00Z", today)).toBe("今天 00:30");
  expect(longDay(today)).toBe("9月16日 周三");
});

test("stages lead on to the next open one", () => {
  expect(nextStage(DEFAULT_PIPELINE, "contacted")).toBe("qualified");
  expect(nextStage(DEFAULT_PIPELINE, "negotiation")).toBeNull();
  expect(nextStage(DEFAULT_PIPELINE, "won")).toBeNull();
});

test.each([
  ["2026-09-13", 3, "fresh"],
  ["2026-09-09", 7, "slow"],
  ["2026-09-02", 14, "stuck"],
])("a deal in its stage since %s", (since, days, stuck) =>
  expect(stageAge({ stageChangedAt: `${since}T02:00:00Z`, onHoldSince: null }, today, DEFAULT_PIPELINE)).toEqual({
    days,
    stuck,
  }),
);

test("a deal that was put aside has not stopped", () => {
  const held = { stageChangedAt: "2026-08-01T02:00:00Z", onHoldSince: "2026-09-01T02:00:00Z" };
  expect(stageAge(held, today, DEFAULT_PIPELINE)).toBeNull();
});

test("marks lie on the words, also when the sentence was cut", () => {
  const pieces = markPieces("鼎盛30万可以，等老板批", [
    { text: "等老板批", start: 90, end: 94 },
    { text: "30万", start: 2, end: 5 },
    { text: "0万可以", start: 3, end: 7 },
  ]);
  expect(pieces.filter((piece) => piece.isMarked).map(({ text }) => text)).toEqual(["30万", "可以", "等老板批"]);
  expect(pieces.map(({ text }) => text).join("")).toBe("鼎盛30万可以，等老板批");
});

test("words that are not in the sentence mark nothing", () => {
  expect(markPieces("好的", [{ text: "三十万", start: 0, end: 3 }])).toEqual([{ text: "好的", isMarked: false }]);
  expect(hitPieces("<b>报价</b>", "报价").find((piece) => piece.isMarked)?.text).toBe("报价");
});

test("phones are dialled as digits and shown in groups", () => {
  expect(spacedPhone("13800138001")).toBe("138 0013 8001");
  expect(spacedPhone("0571-8888 6666")).toBe("0571-8888 6666");
  expect(dialable("+86 138-0013 8001")).toBe("+8613800138001");
  expect(isMasked("138****8001")).toBe(true);
});

const card = (...texts: string[]) => ({
  id: "1",
  title: "t",
  rows: [],
  buttons: texts.map((text) => ({ text, actionId: text })),
});

test("a card says by its buttons what it is", () => {
  expect(roleOf(card("确认", "取消"))).toBe("preview");
  expect(roleOf(card("撤销", "改"))).toBe("receipt");
  expect(roleOf(card())).toBe("receipt");
  expect(roleOf(card("张伟·鼎盛"))).toBe("other");
  expect(withoutTick("已记跟进 ✓ 鼎盛")).toBe("已记跟进 · 鼎盛");
});

test("facts that were not said are offered apart from the keys", () => {
  const groups = groupButtons(card("确认", "改", "电话", "明天"));
  expect(groups.confirm?.text).toBe("确认");
  expect(groups.methods.map(({ text }) => text)).toEqual(["电话"]);
  expect(groups.days.map(({ text }) => text)).toEqual(["明天"]);
  expect(groups.rest.map(({ text }) => text)).toEqual(["改"]);
});

test("a mark over the whole sentence gives way to telling ones", () => {
  const text = "预算三十万，下周三拜访";
  const row = (words: string) => ({
    label: "",
    value: "",
    source: { text: words, start: text.indexOf(words), end: text.indexOf(words) + words.length },
  });
  const whole = { ...card(), rows: [row(text), row("三十万")], quote: { title: "原话", text } };
  expect(marksOf(whole).map((mark) => mark.text)).toEqual(["三十万"]);
  expect(marksOf({ ...whole, rows: [row(text)] })).toHaveLength(1);
});
