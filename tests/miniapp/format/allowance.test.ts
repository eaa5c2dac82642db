import { rationedAmong, readAllowance } from "../../../miniapp/src/format/allowance";
import { usagePage } from "../../../models/shared/text/zhCN/usagePage";

test.each([
  ["5000", "3000", { calls: 5000, messages: 3000 }],
  ["200,000", " 50，000 ", { calls: 200_000, messages: 50_000 }],
  ["", "3000", null],
  ["0", "3000", null],
  ["5000", "2.5", null],
  ["5000", "很多", null],
  ["5000", "1000000001", null],
])("%s calls and %s messages", (calls, messages, read) => {
  expect(readAllowance({ calls, messages })).toEqual(read);
});

test("each platform that gives so much a month has its form, once, also before anything was counted", () => {
  const item = (platform: string, what: string) => ({ platform, what, month: "2026-09", count: 1, allowed: 2 });
  const items = [item("dingtalk", "calls"), item("dingtalk", "messages"), item("other", "calls")];
  expect(rationedAmong(["wecom"], items)).toEqual(["dingtalk", "other"]);
  expect(rationedAmong(["wecom", "dingtalk"], [])).toEqual(["dingtalk"]);
});

test("every edition on offer can be set as it is", () => {
  const editions = usagePage.editions("dingtalk");
  expect(editions).toHaveLength(3);
  for (const { calls, messages } of editions)
    expect(readAllowance({ calls: String(calls), messages: String(messages) })).toEqual({ calls, messages });
  expect(usagePage.editions("other")).toEqual([]);
});
