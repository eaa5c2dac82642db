import { link, noteCard, plainAction, primaryAction } from "../../../../bot/card";
import type { Card } from "../../../../models/shared/contracts/card";

/** One card of every kind the bot sends. */
export const goldenCards: Record<string, Card> = {
  saved: {
    title: "已记跟进 ✓ 明远机械（苏州）",
    subtitle: "张伟 张总 · 09-16 周三 10:31",
    rows: [
      { label: "内容", value: "报价可接受，等老板批" },
      { label: "阶段", value: "谈判", oldValue: "报价" },
      { label: "金额", value: "¥300,000（原话“30万”）", source: { text: "30万", start: 8, end: 11 } },
      { label: "下一步", value: "发正式合同", source: "computed" },
    ],
    buttons: [primaryAction("撤销", "undo:1"), plainAction("改", "edit:1"), link("打开客户", "/customers/64b0c8f2")],
  },
  confirm: {
    title: "确认新建客户？",
    text: "请核对后点击确认",
    rows: [
      { label: "客户", value: "华星科技 <A&B> [x](y)" },
      { label: "金额", value: "50,000", oldValue: "30,000" },
    ],
    quote: { title: "原话 09-16 周三", text: "华星科技的单子改成五万，<b>下周</b>签" },
    buttons: [
      primaryAction("确认", "confirm:7"),
      plainAction("改", "edit:7"),
      { text: "取消", actionId: "cancel:7", style: "quiet" },
    ],
  },
  choose: {
    title: "你说的“张总”是哪位？",
    rows: [{ label: "张伟", value: "昨天跟过" }],
    buttons: [
      plainAction("张伟·鼎盛杭州", "choose:1"),
      plainAction("张建国·明远", "choose:2"),
      link("更多…", "/customers?q=张总"),
      plainAction("新建", "choose:new"),
    ],
  },
  reminder: {
    title: "该联系了 明远机械（苏州）",
    subtitle: "张伟 · 今天 15:00",
    rows: [{ label: "上次", value: "等老板批" }],
    quote: { title: "原话 09-16 周三", text: "下周三再联系" },
    buttons: [
      primaryAction("完成并写结果", "done:1"),
      plainAction("1小时后", "later:1"),
      plainAction("不跟了", "drop:1"),
    ],
  },
  notice: {
    title: "商机赢单 明远机械（苏州）",
    rows: [{ label: "金额", value: "¥300,000" }],
    buttons: [link("打开商机", "/opportunities/64b0c8f2"), link("看漏斗", "/reports/funnel")],
  },
  manyLinks: {
    title: "报表",
    rows: [],
    buttons: ["日报", "周报", "月报", "漏斗"].map((text, index) => link(text, `/reports/${index}`)),
  },
  note: noteCard("已取消"),
  tooLongText: {
    title: "今日待办",
    text: '第一条：<a href="https://evil.example">点我</a>，给王经理回电。'.repeat(8),
    rows: [{ label: "共", value: "8 条" }],
    buttons: [link("打开", "/today")],
  },
  tooLongValues: {
    title: "已记跟进 ✓ 一家名字特别特别特别长的公司（内蒙古呼和浩特）",
    rows: [{ label: "特别长的标签", value: "客户说报价可以接受，但要等老板出差回来，下周再给答复，合同先准备好" }],
    quote: { title: "原话", text: "很长的原话，".repeat(30) },
    buttons: [primaryAction("一个特别特别特别长的按钮", "a:1")],
  },
};
