import { readMessage } from "../../../server/extractor/readMessage";

const now = new Date("2026-11-27T10:00:00+08:00");
const stepsIn = (text: string) =>
  readMessage(text, { now }).matters.flatMap(({ nextActions }) => nextActions.map((step) => step.text.value));

describe("a next step in the words of the message", () => {
  it.each([
    ["/跟进 张总 下周报价", "报价"],
    ["/跟进 李总 样品已寄 3天后回访", "回访"],
    ["/跟进 李总 寄了样品 3天后回访", "回访"],
    ["/跟进 李总 看过样机 周五出方案", "出方案"],
    ["/跟进 李总 方案已经发了，下周三电话确认", "电话确认"],
    ["/跟进 李总 发资料 下周三", "发资料"],
    ["车总昨晚回了消息，价格同意，让把合同寄过去", "把合同寄过去"],
    ["晏总来电，叫把样品送一套过来", "把样品送一套过来"],
    ["吴科长让先把报价单重新盖章", "先把报价单重新盖章"],
    ["下午跟吴科长开了会，设备要现场演示，定在周五上午10点", "设备要现场演示"],
    ["饶主任看完方案了，觉得贵，让我们砍一砍，圣诞前再报一版", "再报一版"],
  ])("%s", (text, step) => expect(stepsIn(text)).toEqual([step]));
});

describe("what asks for the reminder is no part of the step", () => {
  it.each([
    ["再给他打个电话明天上午十点提醒我一下", "再给他打个电话"],
    ["周五给明远发合同，记得提醒我", "给明远发合同"],
    ["明天下午三点给海川打电话 到时候提醒我", "给海川打电话"],
    ["下周三前给鼎盛张总寄样品，千万别忘了", "给鼎盛张总寄样品"],
    ["刘姐生日12月12号记一下", "刘姐生日"],
    ["周五去海川提醒客户付款", "去海川提醒客户付款"],
  ])("%s", (text, step) => expect(stepsIn(text)).toEqual([step]));
});

describe("what is put off, travels or was done is no step", () => {
  it.each([
    ["张总说价格等明年再说，合同周五寄", ["合同寄"]],
    ["这事拖到年后再议，张总说的", []],
    ["福田医院 后勤科 汪科长 手术室改造延到明年", []],
    ["汪科长说手术室改造延到下周三", ["手术室改造延到"]],
    ["11/26 电联恒达电气的卓工，机柜现货", []],
    ["秋姐说十月的货还没到", []],
    ["鑫隆建材还差七万二没付，会计说月底安排", ["会计说安排"]],
    ["提醒我给周一鸣回电话", ["给周一鸣回电话"]],
    ["马主任接待的说明年再考虑", []],
    ["赵厂长说年前肯定签不了，等年后预算下来再说", []],
    ["夏总说一定要装好他们旺季是六月份", []],
    ["佘老板说交期太长他们年前就要让我这周四之前给个准话", ["给个准话"]],
    ["安排一下周四上午接张总，航班10:25到", ["一下接张总，航班到"]],
    ["兹记录：十一月二十六日赴恒达电气，与赵厂长面谈，对方同意方案", []],
  ])("%s", (text, steps) => expect(stepsIn(text)).toEqual(steps));
});

describe("a clock time alone tells until when on the day said before", () => {
  it.each([
    ["明天必须把标书盖章送到区教育局 下午5点截止", "2026-11-28 17:00 把标书盖章送到区教育局"],
    ["周五前给华星科技交资料，上午10点截止", "2026-12-04 10:00 给华星科技交资料"],
    ["后天给华星科技送样，下午3点前送到", "2026-11-29 15:00 给华星科技送样，送到"],
    ["明天上午去县人民医院开标 9点半开始", "2026-11-28 09:30 去县人民医院开标 开始"],
  ])("%s", (text, step) =>
    expect(
      readMessage(text, { now }).matters.flatMap(({ nextActions }) =>
        nextActions.map(({ due, text: words }) => `${due?.from ?? ""} ${due?.time ?? ""} ${words.value}`),
      ),
    ).toEqual([step]),
  );

  it("but what is done then is a step of its own", () =>
    expect(stepsIn("明天给华星科技送样，下午3点给张总打电话")).toHaveLength(2));
});

describe("a weekday on which somebody was met or said it is past", () => {
  it.each([
    ["周五在广州展会上碰到卓越玩具的Linda，我答应周二之前发她邮箱", ["发她邮箱"]],
    ["周四丰华酒店的晏总说今年不合作了", []],
    ["周三在展厅碰见魏店长，他要两台冷柜", []],
    ["周二见华星科技李总，谈合同", ["见华星科技李总，谈合同"]],
    ["周四在展会上见Linda，提前把报价准备好", ["展会上见Linda，提前把报价准备好"]],
    ["周四给贺总说一声合同的事", ["给贺总说一声合同的事"]],
    ["李总说预算批了，周四来公司签合同", ["来公司签合同"]],
  ])("%s", (text, steps) => expect(stepsIn(text)).toEqual(steps));
});

describe("what only happened today is no step", () => {
  it.each(["王总原来说80万 今天改口只出72万 账期要90天", "王总今天改口只出72万 账期要90天"])("%s", (text) => {
    expect(readMessage(text, { now }).intent).toBe("create_follow_up");
    expect(stepsIn(text)).toEqual([]);
  });
});
