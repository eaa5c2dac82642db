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
    ["龙门吊那个客户 鲁工 说轨距是22米不是20米", ["龙门吊"]],
    ["把敖经理那个单子阶段改成已报价", []],
    ["桑经理 今天视频会过了一遍干线方案", ["干线"]],
    ["贺总试了两小时叉车", ["叉车"]],
    ["李总说周五跟进校服的打样进度", ["校服"]],
    ["岳总发光字的效果图什么时候给", ["发光字"]],
    ["/跟进 天工机床 费总 嫌贵，他说津门机床才39万", []],
  ])("%s", (text, products) => expect(productsIn(text)).toEqual(products));
});
