import { readMessage } from "../../../server/extractor/readMessage";

const now = new Date("2026-11-22T10:00:00+08:00");

/** `name@company` of the customers of every matter. */
const customersIn = (text: string) =>
  readMessage(text, { now }).matters.map(({ customers }) =>
    customers.map(({ name, company }) => `${name?.value ?? ""}@${company?.value ?? ""}`),
  );
const amountsIn = (text: string) => readMessage(text, { now }).matters.map(({ amount }) => amount?.value.amount);

describe("two customers in two sentences are two matters", () => {
  it.each([
    ["老刘那边的合同盖好章了，总价22.5万。昌盛钢琴城穆店长嫌调律服务太慢。", ["老刘@"], ["穆店长@昌盛钢琴城"]],
    ["王总原来说80万，今天只出72万。昨天去朗月家纺见了欧阳总，他们要换系统。", ["王总@"], ["欧阳总@朗月家纺"]],
    ["聚能光伏的单子涨到66万了。南湖区政务中心邱科长通知我们没中标。", ["@聚能光伏"], ["邱科长@南湖区政务中心"]],
    ["约到了中联水泥的巫总。刚跟瑞康医院的秦科长打完电话，下周三开标。", ["巫总@中联水泥"], ["秦科长@瑞康医院"]],
    ["认识了腾龙钢管的荆董，互换了名片。桂林米粉连锁的秦岚说太贵。", ["荆董@腾龙钢管"], ["秦岚@桂林米粉连锁"]],
    ["和恒鑫担保的查经理对了条款。刚跟武经理打完电话，他要八吨涂料。", ["查经理@恒鑫担保"], ["武经理@"]],
    ["鲍老师不打算换供应商。聂总回复方案可以。", ["鲍老师@"], ["聂总@"]],
    // Who comes up in a sentence of their own may be somebody else: whose they are is not guessed.
    ["兴隆养鸡场的包场长下单了，定金明天打。给席律师发了协议，要再商量。", ["包场长@兴隆养鸡场"], ["席律师@"]],
    ["星河影业付了30%定金，12万；老鞠的尾款到账了，4万6。", ["@星河影业"], ["老鞠@"]],
    ["乔工反馈精度不够，要求换货。星河影业付了定金。", ["乔工@"], ["@星河影业"]],
    ["去了鼎盛科技。张总那边要报价。", ["@鼎盛科技"], ["张总@"]],
    ["天工钢构苗工复检过了。柏敏园长@晨曦幼教 约了12/9看样品", ["苗工@天工钢构"], ["柏敏@晨曦幼教"]],
    ["星河影业的人来验货。要是能压到30万以内，裘工说他能拍板；和岑总吃了饭。", ["裘工@星河影业"], ["岑总@"]],
  ])("%s", (text, ...customers) => expect(customersIn(text)).toEqual(customers));

  it("gives each the money said of it", () => {
    expect(amountsIn("聚能光伏的单子涨到66万了。南湖区政务中心邱科长说预算12万。")).toEqual([66_000_000, 12_000_000]);
  });

  it("but two of one house, or one named again, are one", () => {
    expect(customersIn("拜访了华星科技的李经理，预算30万。王工是技术负责人。")).toEqual([
      ["李经理@华星科技", "王工@华星科技"],
    ]);
    expect(customersIn("张总说下周签。华星科技的张总要发票。")).toEqual([["张总@华星科技"]]);
    expect(customersIn("华星科技的张总说可以。他们李工要看图纸。")).toEqual([["张总@华星科技", "李工@华星科技"]]);
    expect(customersIn("华星科技的张总说可以。技术部李工要看图纸。")).toEqual([["张总@华星科技", "李工@华星科技"]]);
    expect(customersIn("去了华星科技，聊得不错。张总说可以签。")).toEqual([["张总@华星科技"]]);
    expect(customersIn("跟张总聊了。他是华星科技的。")).toEqual([["张总@华星科技"]]);
  });
});

describe("run-on speech", () => {
  it.each([
    [
      "今天跑了三家永昌鞋业逄总把合同签了二十六万沪东气体蔺工嫌价格高要再想想最后一家童趣玩具没见到仉姐",
      ["逄总@永昌鞋业"],
      ["蔺工@沪东气体"],
      ["仉姐@童趣玩具"],
    ],
    ["老王那边合同签了二十万小李说他们还在走流程", ["老王@"], ["小李@"]],
    ["华强电子的采购说下周一来验厂对了那个温州的客户陈老板款到了八万六", ["@华强电子"], ["陈老板@"]],
    ["好消息康泰生物的单子拿下了三十八万", ["@康泰生物"]],
    ["合同回执腾飞教育已经收到了", ["@腾飞教育"]],
    ["明天去宏景装饰量尺寸", ["@宏景装饰"]],
    ["秦总监说包装要换明天我寄新样过去然后仁和口腔那边闻医生说培训改到周五", ["秦总监@"], ["闻医生@仁和口腔"]],
  ])("%s", (text, ...customers) => expect(customersIn(text)).toEqual(customers));
});

it("the name on their own papers is no rival", () => {
  const [matter] = readMessage("尤总监说抬头要换成金鼎实业有限公司月底之前重开", { now }).matters;
  expect(matter?.competitors).toEqual([]);
});

describe("nobody is invented", () => {
  it.each([
    ["童趣玩具仉姐来电，积木模具下周三试模", ["仉姐@童趣玩具"]],
    ["王总轴承再来300套", ["王总@"]],
    ["尹工下个月调去越南厂，新来的是个博士", ["尹工@"]],
    ["软件外包那个单子，张总说要加移动端", ["张总@"]],
    ["佘老板 12-1 20:14\n机芯再来500只\n我 12-1 20:20\n好嘞佘老板 后天发货", ["佘老板@"]],
    ["仇总 7/14 18:20\n小李，尾款月底打\n我 7/14 18:25\n好的", ["仇总@"]],
    ["工程部老葛带队去，张总那边后天验收", ["张总@"]],
  ])("%s", (text, customers) => expect(customersIn(text)).toEqual([customers]));

  it("and the fields of a form are of whom it is about", () =>
    expect(customersIn("客户：城西轮胎\n联系人：眭总 13266660004\n下一步：12月9日技术交流")).toEqual([
      ["眭总@城西轮胎"],
    ]));
});

describe("whoever quotes beside a customer is a rival, a thing or a house of ours is none", () => {
  it.each([
    "/跟进 海晟船配 丘经理 螺旋桨报了7.2万",
    "德胜机械报价50万，何总刚电话确认的",
    "今：金诺检测 支主任，仪器校准报价2.6w",
  ])("%s", (text) => expect(readMessage(text, { now }).matters.flatMap(({ competitors }) => competitors)).toEqual([]));
});

describe("an odd name is a house, and nothing in it a time, an amount or a thing", () => {
  it.each([
    ["58到家那边要十台打印机，周五前报价", "@58到家"],
    ["明天教育的李校长要续费，3万6", "李校长@明天教育"],
    ["/跟进 明天教育 下周二续费", "@明天教育"],
    ["六个核桃的采购张经理说样品不错", "张经理@六个核桃"],
    ["一点点的钱店长要加三台制冰机", "钱店长@一点点"],
    ["向阳红的赵总说合同下周寄", "赵总@向阳红"],
    ["海川的王总催发货", "王总@海川"],
    ["安泰 侯主任 监护仪10台 68w", "侯主任@安泰"],
  ])("%s", (text, customer) => {
    const reading = readMessage(text, { now });
    expect(customersIn(text)).toEqual([[customer]]);
    const values = reading.matters.flatMap(({ products, nextActions }) => [
      ...products.map(({ value }) => value),
      ...nextActions.flatMap(({ due }) => due?.source.text ?? []),
    ]);
    expect(values.filter((value) => customer.includes(value))).toEqual([]);
  });

  it("but a day, a quantity and a bit more stay what they are", () => {
    const dueOf = (text: string) =>
      readMessage(text, { now }).matters.flatMap(({ nextActions }) => nextActions.map(({ due }) => due?.from));
    expect(dueOf("明天去教育局送标书")).toEqual(["2026-11-23"]);
    expect(customersIn("王总说再便宜一点点就签")).toEqual([["王总@"]]);
    expect(customersIn("三一重工的李工问交期")).toEqual([["李工@三一重工"]]);
  });

  it("nor is a known house read as a day", () => {
    const known = [{ name: "三月花店", kind: "company" as const }];
    const [matter] = readMessage("三月花店要十盆绿萝", { now, knownNames: known }).matters;
    expect(matter?.customers.map(({ company }) => company?.value)).toEqual(["三月花店"]);
    expect(matter?.nextActions).toEqual([]);
  });
});

describe("whoever was named in full is addressed by the surname", () => {
  it("is one person", () => expect(customersIn("认识了做跨境的柯建平，柯总说9月要走三个柜")).toEqual([["柯建平@"]]));
  it("unless both are named together", () =>
    expect(customersIn("拜访了华星科技的李建国和李总")).toEqual([["李建国@华星科技", "李总@华星科技"]]));
});

it("takes no ordinary word before somebody for a house where one was named", () => {
  expect(customersIn("去给白鹭湾民宿装热水器阮大姐管了顿饭")).toEqual([["阮大姐@白鹭湾民宿"]]);
});
