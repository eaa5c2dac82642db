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

describe("whoever quotes beside a customer is a rival, a thing or a house of ours is none", () => {
  it.each([
    "/跟进 海晟船配 丘经理 螺旋桨报了7.2万",
    "德胜机械报价50万，何总刚电话确认的",
    "今：金诺检测 支主任，仪器校准报价2.6w",
  ])("%s", (text) => expect(readMessage(text, { now }).matters.flatMap(({ competitors }) => competitors)).toEqual([]));
});
