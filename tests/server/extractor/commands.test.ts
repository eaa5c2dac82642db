import { isUnknownCommand, parseCommand } from "../../../server/extractor/rules/intents/commands";

const shown = (text: string) => {
  const parsed = parseCommand(text);
  return parsed && `${parsed.command}|${parsed.rest}`;
};

describe("parseCommand", () => {
  it.each([
    ["/跟进 张总 下周报价", "followUp|张总 下周报价"],
    ["／跟进　张总　下周报价", "followUp|张总　下周报价"],
    ["/跟进张总 下周报价", "followUp|张总 下周报价"],
    ["跟进 张总 下周报价", "followUp|张总 下周报价"],
    ["/gj 张总", "followUp|张总"],
    ["/GJ张总", "followUp|张总"],
    ["/ 跟进   张总", "followUp|张总"],
    ["/kh 邢总", "customer|邢总"],
    ["/c 霍主任", "search|霍主任"],
    ["/db", "todo|"],
    ["/tx 明天9点给王经理回电", "reminder|明天9点给王经理回电"],
    ["/sj 鼎盛 谈判 30万", "opportunity|鼎盛 谈判 30万"],
    ["/bf 海川物流", "visit|海川物流"],
    ["/gh 领 3", "publicPool|领 3"],
    ["/cx", "undo|"],
    ["/撤销 列表", "undo|列表"],
    ["/改 金额 5万", "correct|金额 5万"],
    ["/新客户 华星科技", "newCustomer|华星科技"],
    ["/任务 周五前", "task|周五前"],
    ["/月报", "monthlyReport|"],
    ["周报", "weeklyReport|"],
    ["/", "menu|"],
    ["／", "menu|"],
    ["?", "help|"],
    ["/?", "help|"],
    ["/帮助 怎么用", "help|怎么用"],
    ["@易聚助手 /跟进 张总", "followUp|张总"],
    ["/提醒我 明天开会", "reminder|明天开会"],
    ["/查询 鼎盛", "search|鼎盛"],
  ])("%s", (text, expected) => expect(shown(text)).toBe(expected));

  it.each([
    "跟进了张总",
    "客户说不要",
    "报价单发了",
    "提醒我明天开会",
    "查一下张总",
    "张总 跟进",
    "合同签了",
    "/customers",
    "/天气",
    "改成5万",
    "",
  ])("%s opens no command", (text) => expect(parseCommand(text)).toBeNull());

  it("points at the words after the command", () => {
    const text = "／跟进　　张总 下周报价 ";
    const parsed = parseCommand(text);
    expect(text.slice(parsed?.restStart).trimEnd()).toBe(parsed?.rest);
  });

  it("tells an unknown word behind the slash", () => {
    expect(isUnknownCommand("/天气")).toBe(true);
    expect(isUnknownCommand("天气")).toBe(false);
  });
});
