import fc from "fast-check";
import {
  cardLimits,
  checkCard,
  fitValue,
  isAppPath,
  lengthOf,
  link,
  noteCard,
  plainAction,
  primaryAction,
  toPlainText,
} from "../../bot/card";
import type { Card } from "../../models/shared/contracts/card";

describe("fitValue", () => {
  it.each([
    ["报价可接受，等老板批", 26, "报价可接受，等老板批"],
    ["报价可接受，等老板批", 8, "报价可接受…"],
    ["没有标点的一句很长的话", 6, "没有标点的…"],
    ["好，没有标点的一句很长的话", 8, "好，没有标点的…"],
    ["合同金额¥300,000元", 9, "合同金额…"],
    ["合同金额300万", 8, "合同金额300万"],
    ["定金合计300万", 7, "定金合计…"],
    ["12345678901234567890", 5, "1234…"],
    ["单价¥1,234,567", 26, "单价¥1,234,567"],
    ["𠮷野家餐饮", 3, "𠮷野…"],
    ["👨‍👩‍👧家庭装", 4, "…"],
    ["a b", 2, "a…"],
  ])("%s in %d is %s", (text, max, shown) => {
    expect(fitValue(text, max)).toBe(shown);
  });

  it("never exceeds the limit, and is the beginning of the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 40 }), (text, max) => {
        const shown = fitValue(text, max);
        expect(lengthOf(shown)).toBeLessThanOrEqual(max);
        expect(shown === text || text.startsWith(shown.slice(0, -1))).toBe(true);
      }),
    );
  });

  it("never shows a part of an amount as if it were the amount", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.integer({ min: 4, max: 20 }), (amount, max) => {
        const shown = fitValue(`合同¥${amount.toLocaleString("en-US")}已付`, max);
        const digits = /[\d,]+/.exec(shown)?.[0] ?? "";
        expect(["", amount.toLocaleString("en-US")]).toContain(digits);
      }),
    );
  });
});

describe("checkCard", () => {
  const fine: Card = {
    title: "已记跟进 ✓ 明远机械（苏州）",
    subtitle: "张伟 · 09-16 周三 10:31",
    rows: [{ label: "阶段", value: "谈判", oldValue: "报价" }],
    quote: { title: "原话", text: "报价可接受" },
    buttons: [primaryAction("撤销", "undo"), plainAction("改", "edit"), link("打开客户", "/customers/1")],
  };

  it("has nothing to say about a card that fits", () => {
    expect(checkCard(fine)).toEqual([]);
  });

  it.each([
    [{ title: " " }, "title is empty"],
    [{ title: "长".repeat(27) }, "title has 27 characters, at most 26"],
    [{ subtitle: "长".repeat(31) }, "subtitle has 31 characters, at most 30"],
    [{ text: "长".repeat(161) }, "text has 161 characters, at most 160"],
    [{ quote: { title: "原话", text: "长".repeat(113) } }, "quote has 113 characters, at most 112"],
    [{ rows: Array.from({ length: 7 }, () => ({ label: "a", value: "b" })) }, "7 rows, at most 6"],
    [{ rows: [{ label: "", value: "b" }] }, "rows[0].label is empty"],
    [{ rows: [{ label: "下次联系人", value: "长".repeat(27) }] }, "rows[0].value has 27 characters, at most 26"],
    [
      { rows: [{ label: "a", value: "长".repeat(12), oldValue: "长".repeat(12) }] },
      "rows[0].value has 27 characters, at most 26",
    ],
    [{ rows: [{ label: "六个字的标签", value: "b" }] }, "rows[0].label has 6 characters, at most 5"],
    [{ buttons: Array.from({ length: 7 }, (_, index) => plainAction("a", `${index}`)) }, "7 buttons, at most 6"],
    [{ buttons: [plainAction("十一个字的按钮真的太长", "a")] }, "buttons[0].text has 11 characters, at most 10"],
    [{ buttons: [plainAction("", "a")] }, "buttons[0].text is empty"],
    [{ buttons: [plainAction("a", "x".repeat(1025))] }, "buttons[0].actionId has 1025 bytes"],
    [{ buttons: [link("a", "//evil.example")] }, "buttons[0].path leaves the mini-app or is too long"],
    [{ buttons: [plainAction("a", "x"), plainAction("b", "x")] }, "two buttons with one actionId"],
    [{ buttons: [primaryAction("a", "x"), primaryAction("b", "y")] }, "more than one primary button"],
    [{ buttons: [plainAction("a", "x"), primaryAction("b", "y")] }, "the primary button is not the first"],
  ] as const)("%# tells one violation", (change, violation) => {
    expect(checkCard({ ...fine, ...change } as unknown as Card)).toEqual([violation]);
  });

  it("counts what people see as one character as one", () => {
    expect(checkCard(noteCard("𠮷".repeat(cardLimits.title)))).toEqual([]);
  });
});

it("tells everything in plain text", () => {
  const card = {
    ...noteCard("该联系了", "带上合同"),
    subtitle: "张伟",
    rows: [
      { label: "阶段", value: "谈判", oldValue: "报价" },
      { label: "金额", value: "¥300,000" },
    ],
    quote: { title: "原话", text: "下周三再联系" },
  };
  expect(toPlainText(card)).toBe("该联系了\n张伟\n带上合同\n阶段：报价 → 谈判\n金额：¥300,000\n原话：“下周三再联系”");
});

it.each([
  ["/", true],
  ["/customers/1?tab=a#b", true],
  ["/a/../b", true],
  ["customers", false],
  ["//evil.example/x", false],
  ["/\\evil.example", false],
  ["/../admin", false],
  ["/%2e%2e/admin", false],
  ["https://evil.example", false],
  ["", false],
  [`/new?text=${"字".repeat(198)}`, true],
  [`/new?text=${"字".repeat(200)}`, false],
])("the path %j is inside the mini-app: %s", (path, isInside) => {
  expect(isAppPath(path)).toBe(isInside);
});
