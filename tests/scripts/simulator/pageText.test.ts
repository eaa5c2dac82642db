import { cardButtons, toRows } from "../../../scripts/simulator/page/src/cardButtons";
import { isWebUrl, parseMarkdown, parseText } from "../../../scripts/simulator/page/src/richText";
import { makeSilentAmr } from "../../../scripts/simulator/page/src/silentAmr";
import { fromInputValue, toClockWithSeconds, toDay, toInputValue } from "../../../scripts/simulator/page/src/time";
import { checkMedia } from "../../../scripts/simulator/wecom/mediaKinds";
import { templateCard } from "../../../scripts/simulator/wecom/templateCard";

const button = (text: string) => ({ text, tone: "plain" as const });

test("times are China's wherever the browser is", () => {
  const at = new Date("2026-09-15T16:05:07Z");
  expect([toDay(at), toClockWithSeconds(at), toInputValue(at)]).toEqual(["09-16 周三", "00:05:07", "2026-09-16T00:05"]);
  expect(fromInputValue("2026-09-16T00:05")).toBe("2026-09-16T00:05:00+08:00");
});

test("a text knows links and nothing else", () => {
  expect(parseText('看 <a href="https://a.example">这里</a> <b>粗</b>')).toEqual([
    { text: "看 " },
    { text: "这里", url: "https://a.example" },
    { text: " <b>粗</b>" },
  ]);
});

test("markdown knows bold, links, tones and code", () => {
  expect(parseMarkdown('**明远** [打开](https://a.example) <font color="warning">过期</font> `x`')).toEqual([
    { text: "明远", bold: true },
    { text: " " },
    { text: "打开", url: "https://a.example" },
    { text: " " },
    { text: "过期", tone: "warning" },
    { text: " " },
    { text: "x", tone: "code" },
  ]);
});

test("only web addresses can be opened", () => {
  expect(["https://a.example", "/app/x", "javascript:alert(1)", "data:text/html,x", undefined].map(isWebUrl)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test.each([
  [["确认", "改", "取消"], [3]],
  [
    ["完成并写结果", "1小时后", "明早", "换时间", "不跟了"],
    [2, 3],
  ],
  [
    ["甲", "乙", "丙", "丁"],
    [2, 2],
  ],
  [
    ["张伟·鼎盛杭州分公司", "张建国·明远", "新建"],
    [1, 2],
  ],
  [
    ["一", "二", "三", "四", "五", "六"],
    [3, 3],
  ],
])("%j stand in rows of %j", (texts, lengths) => {
  expect(toRows(texts.map(button)).map((row) => row.length)).toEqual(lengths);
});

test("a card's foot has its buttons, links, submit and menu", () => {
  const card = templateCard.parse({
    card_type: "text_notice",
    button_list: [
      { text: "确认", style: 1, key: "k" },
      { type: 1, text: "打开", url: "https://a.example" },
    ],
    submit_button: { key: "go" },
    action_menu: { action_list: [{ text: "静音", key: "mute" }] },
  });
  expect(cardButtons(card)).toEqual([
    { text: "确认", key: "k", tone: "primary" },
    { text: "打开", url: "https://a.example", tone: "plain" },
    { text: "提交", key: "go", tone: "primary" },
    { text: "静音", key: "mute", tone: "quiet" },
  ]);
});

test("the recorded silence is AMR that the platform takes", async () => {
  const bytes = Buffer.from(await makeSilentAmr(6).arrayBuffer());
  expect(bytes).toHaveLength(6 + 6 * 50);
  expect(checkMedia("voice", bytes)).toBe("voice");
});
