import { readMessage } from "../../../server/extractor/readMessage";

const now = new Date("2026-12-02T15:30:00+08:00");
const productsIn = (text: string) =>
  readMessage(text, { now }).matters.flatMap(({ products }) => products.map(({ value }) => value));

describe("what we sell is told by what is said of it", () => {
  it.each([
    ["/gj 沪东气体 蔺工 液氩每吨涨80他认了", ["液氩"]],
    ["李工说电机晚到两天", ["电机"]],
    ["王总轴承再来300套", ["轴承"]],
    ["郝经理改成消火栓一百二十套", ["消火栓"]],
    ["把恒达电气的商机改成搁置", []],
    ["恒达电气的商机阶段改成谈判", []],
    ["隔壁史丹利每吨便宜两百，老覃说的", []],
    ["贵司的报价收到了，李工说的", []],
  ])("%s", (text, products) => expect(productsIn(text)).toEqual(products));
});
