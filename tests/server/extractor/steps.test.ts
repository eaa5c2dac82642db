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
  ])("%s", (text, step) => expect(stepsIn(text)).toEqual([step]));
});

describe("what asks for the reminder is no part of the step", () => {
  it.each([
    ["再给他打个电话明天上午十点提醒我一下", "再给他打个电话"],
    ["周五给明远发合同，记得提醒我", "给明远发合同"],
    ["明天下午三点给海川打电话 到时候提醒我", "给海川打电话"],
    ["下周三前给鼎盛张总寄样品，千万别忘了", "给鼎盛张总寄样品"],
    ["周五去海川提醒客户付款", "去海川提醒客户付款"],
  ])("%s", (text, step) => expect(stepsIn(text)).toEqual([step]));
});

describe("what is put off, travels or was done is no step", () => {
  it.each([
    ["张总说价格等明年再说，合同周五寄", ["合同寄"]],
    ["这事拖到年后再议，张总说的", []],
    ["11/26 电联恒达电气的卓工，机柜现货", []],
    ["秋姐说十月的货还没到", []],
    ["提醒我给周一鸣回电话", ["给周一鸣回电话"]],
    ["马主任接待的说明年再考虑", []],
    ["赵厂长说年前肯定签不了，等年后预算下来再说", []],
    ["夏总说一定要装好他们旺季是六月份", []],
    ["佘老板说交期太长他们年前就要让我这周四之前给个准话", ["给个准话"]],
    ["安排一下周四上午接张总，航班10:25到", ["一下接张总，航班到"]],
    ["兹记录：十一月二十六日赴恒达电气，与赵厂长面谈，对方同意方案", []],
  ])("%s", (text, steps) => expect(stepsIn(text)).toEqual(steps));
});

describe("what only happened today is no step", () => {
  it.each(["王总原来说80万 今天改口只出72万 账期要90天", "王总今天改口只出72万 账期要90天"])("%s", (text) => {
    expect(readMessage(text, { now }).intent).toBe("create_follow_up");
    expect(stepsIn(text)).toEqual([]);
  });
});
