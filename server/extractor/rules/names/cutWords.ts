import * as words from "../../vocabulary/companies";
import { longestFirst } from "../text/longestFirst";

export const CUTS = longestFirst(words.CUT_WORDS.split("|"));
const LONGEST_CUT = CUTS[0]?.length ?? 1;
export const CUT_SET = new Set(CUTS);

/** A cut word that goes on here is none: 开发区, 发展. */
const NO_CUT = new Set([
  "开发",
  "发展",
  "发电",
  "发酵",
  "发动",
  "发热",
  "发光",
  "发泡",
  "发条",
  "发廊",
  "发射",
  "转子",
  "转轴",
  "转盘",
  "转椅",
  "转运",
  "飞机",
  "飞行",
  "飞轮",
  "交换",
  "交联",
  "交直",
  "看板",
  "投影",
  "验钞",
  "装甲",
  "装载",
  "装卸",
  "装潢",
  "装订",
  "装裱",
  "修复",
  "修剪",
  "管材",
  "管件",
  "管桩",
  "管线",
  "管网",
  "管廊",
  "接头",
  "接线",
  "接驳",
  "拉丝",
  "拉杆",
  "拉伸",
  "拉面",
  "送风",
  "送料",
  "送餐",
  "带锯",
  "带钢",
  "回转",
  "查验",
  "存储",
  "补胎",
  "租车",
  "供暖",
  "供气",
  "供销",
  "供配",
  "听力",
  "领带",
  "领结",
  "送变",
  "收费",
  "管道",
  "管业",
  "管理",
  "供应",
  "供电",
  "供水",
  "供热",
  "用品",
  "装饰",
  "装备",
  "装修",
  "修理",
  "修配",
  "接插",
  "投资",
  "投控",
  "验光",
  "订制",
  "租赁",
  "买卖",
  "卖场",
  "交通",
  "交易",
  "交投",
  "看护",
  "过滤",
  "过程",
  "改装",
  "补给",
  "退火",
  "拉链",
  "做工",
  "同仁",
  "同方",
  "和平",
  "由由",
  "及时",
  "与众",
  "向阳",
  "进出",
  "去哪",
  "见福",
  "过路",
  "过桥",
  "向上",
  "到家",
  "找钢",
]);

/** 送到区教育局: of the only one there is, one character is enough of a name. */
const ONLY_ONE = /^[省市区县镇]$/;

/** Behind the last cut word, where enough of a name is left. */
export function cutLeft(text: string, from: number, bodyEnd: number): number {
  for (let at = bodyEnd - 1; at > from; at--) {
    for (let length = Math.min(LONGEST_CUT, at - from); length >= 1; length--) {
      const word = text.slice(at - length, at);
      if (
        CUT_SET.has(word) &&
        !NO_CUT.has(text.slice(at - 1, at + 1)) &&
        (!words.WEAK_CUTS.test(word) || bodyEnd - at >= 2 || ONLY_ONE.test(text.slice(at, bodyEnd)))
      )
        return at;
    }
  }
  return from;
}
