import { readMessage } from "../../../server/extractor/readMessage";
import { toPublicShape } from "../../../server/extractor/toPublicShape";

const now = new Date("2026-11-22T10:00:00+08:00");
const read = (text: string) => toPublicShape(readMessage(text, { now })).extraction;
const firstIn = (text: string) => {
  const { name, company } = read(text).customers?.[0] ?? {};
  return `${name ?? ""}@${company ?? ""}`;
};

describe("names of any shape", () => {
  it.each([
    ["今天跟笪总打了电话，预算二十万", "笪总@"],
    ["药总觉得比别家贵，要我们再核一下价", "药总@"],
    ["13号陪向经理去佛山看厂", "向经理@"],
    ["/跟进 双龙矿业 采购于部长 发邮件要备件清单", "于部长@双龙矿业"],
    ["欧阳娜她说下周给答复", "欧阳娜@"],
    ["陈明发来报价单，让我们确认", "陈明@"],
    ["上海第二机床厂的丛科长问能不能加站点", "丛科长@上海第二机床厂"],
    ["苏州市吴中区环卫所的曹老板嫌贵", "曹老板@苏州市吴中区环卫所"],
    ["云上（贵州）大数据集团的戚姐回邮件了", "戚姐@云上（贵州）大数据集团"],
    ["今天路桥集团的招采平台发了询价", "@路桥集团"],
    ["刚刚吉祥馄饨的冀经理问能否先付20%", "冀经理@吉祥馄饨"],
    ["去了趟宏光玻璃，跟闵厂长聊了", "闵厂长@宏光玻璃"],
    ["三号楼电梯 昌运物业 尤经理 催我们报价", "尤经理@昌运物业"],
    ["绿野农资老板娘关姐嫌贵", "关姐@绿野农资"],
    ["五月花酒店的戴总嫌贵", "戴总@五月花酒店"],
  ])("%s", (text, customer) => expect(firstIn(text)).toBe(customer));

  it.each([
    ["马上总说价格可以，周五签", "马上@"],
    ["高兴经理来电，催发货", "高兴@"],
    ["刚见了宏景装饰的高兴经理他说预算三十万", "高兴@宏景装饰"],
    ["夏天工说要30台逆变器", "夏天@"],
    ["百味央厨的采购总监秦岭来电，酱料包涨价他们接受不了", "秦岭@百味央厨"],
    ["/新客户 景明科技 联系人：高兴 13800000000", "高兴@景明科技"],
    ["经理高兴，马上签了合同", "@"],
    ["马上经理就来了，明天马上总部开会", "@"],
    ["采购主任黎明前到货", "@"],
    ["高总今天很高兴，说马上走流程", "高总@"],
  ])("a word is a name only where somebody is named: %s", (text, customer) => expect(firstIn(text)).toBe(customer));

  it.each([
    ["/xkh 云裳蚕丝 设计总监 綦悦 13566660001", "綦悦@云裳蚕丝"],
    ["綦悦总算回我微信了，说尾款本周内打", "綦悦@"],
    ["新线索：城西轮胎，东家眭广福，电话13266660004", "眭广福@城西轮胎"],
    ["存个人，采购经理叫郝运来电话15966660006", "郝运来@"],
    ["郝云来电话说周五签合同", "郝云@"],
  ])("a rare surname, and what follows a name: %s", (text, customer) => expect(firstIn(text)).toBe(customer));

  it("a day, a sum or a mood inside a name is none", () => {
    expect(read("给3M中国的司马药师打了电话").amount).toBeUndefined();
    expect(read("把五月花酒店的合同寄了，戴总收到了").nextAction).toBeUndefined();
    expect(read("高兴食品的奚总让我重发报价单").sentiment).toBeUndefined();
  });

  it("a house on one line and who works there on the next are one", () => {
    expect(readMessage("帮建个客户档案：青田石雕厂\n法人 留建平，13566001108", { now }).matters).toHaveLength(1);
    expect(readMessage("星河影业付了定金12万\n秦姐货架要5组，一共4000", { now }).matters).toHaveLength(2);
  });
});

describe("who is named in short, in brackets, behind a post or from abroad", () => {
  it.each([
    ["/任务 10号之前 把投标文件给 市三院设备科 送去", ["@市三院"]],
    ["明天把标书送到县医院采购办", ["@县医院"]],
    ["后天去市一中总务处量尺寸", ["@市一中"]],
    ["周三把发票寄给师大附中财务处", ["@师大附中"]],
    ["周五给省立医院检验科送试剂", ["@省立医院"]],
    ["明天必须把标书送到区教育局", ["@区教育局"]],
    ["/任务 月底前整理长虹电器的对账单", ["@长虹电器"]],
    ["/任务 明天上午10点整理长虹电器的对账单", ["@长虹电器"]],
    ["惠民药店的老板喜欢木箱包装", ["@惠民药店"]],
    ["谢谢老板的红包", []],
    ["明天市一中午去取样", []],
    ["明天找设备科要图纸", []],
    ["周五在本市一小时内送到张总那里", ["张总@"]],
    ["跟进一下鸿蒙教具的招标结果，周三前", ["@鸿蒙教具"]],
    ["周五回访嘉禾饲料的试用效果", ["@嘉禾饲料"]],
    ["周五跟进一下路灯的招标结果", []],
    ["周五跟进一下叉车租赁的招标结果", []],
    ["跟 Tom（Sunrise 科技）通了电话", ["Tom@Sunrise 科技"]],
    ["李总（Nova 电子）说价格可以", ["李总@Nova 电子"]],
    ["Anna（德国）要样品", ["Anna@"]],
    ["Mike（采购经理）要图纸", ["Mike@"]],
    ["展会上加了贝乐母婴的运营总监花蕾，微信 hualei_bl", ["花蕾@贝乐母婴"]],
    ["康健医疗的护士长小花要耗材", ["小花@康健医疗"]],
    ["市场总监花了两天看方案，李总说的", ["李总@"]],
    ["昨天跟巴图师傅微信聊的，要四台搅拌机", ["巴图师傅@"]],
    ["见了其木格老板，价格没谈拢", ["其木格老板@"]],
    ["跟司机师傅说了，贺总明天在", ["贺总@"]],
    ["给电工师傅打电话，贺总要修灯", ["贺总@"]],
    ["见了恒信电梯的小蒋，不对，小江，江河的江，聊维保续签", ["小江@恒信电梯"]],
    ["贺总，祝贺的贺，要报价", ["贺总@"]],
    ["翰林教育沈校长他认可但要老师试讲", ["沈校长@翰林教育"]],
  ])("%s", (text, customers) => {
    const all = read(text).customers ?? [];
    expect(all.map(({ name, company }) => `${name ?? ""}@${company ?? ""}`)).toEqual(customers);
  });
});

describe("traditional characters", () => {
  it("of commands, names and words", () => {
    expect(read("/跟進 同創軟件 蘆經理 二期需求已經梳理完，週五給報價")).toMatchObject({
      customers: [{ name: "芦经理" }],
      nextAction: { dueFrom: "2026-11-27" },
    });
    expect(read("單工的手機號變了，新的是么八九 零零零零 七七七七").customers).toEqual([
      { name: "单工", phones: ["18900007777"] },
    ]);
  });
});

test.each(["海川李总加了微信，号是haichuan88", "李总微信 账号为haichuan88", "加上李总微信了，微信号是haichuan88"])(
  "%s: the id may stand apart from the word",
  (text) => {
    const [person] = readMessage(text, { now }).matters.flatMap(({ customers }) => customers);
    expect(person?.wechat?.value).toBe("haichuan88");
  },
);
