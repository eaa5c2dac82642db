import { either, pattern } from "../../../../models/shared/values/pattern";
import { COMMON_WORDS } from "../../vocabulary/edges";
import { endsLikeCompany } from "./companyEndings";
import { COMMON, GIVEN, RARE, rightEdge, strongLeft } from "./nameParts";
import type { PersonFind } from "./people";

const NICKNAME = /[老小阿大]/g;
/** 大刘: only before surnames that make no word with it, and between clear edges. */
const BIG = /^大[李张刘陈杨赵吴周徐孙朱郭罗郑谢宋许韩冯邓曹曾肖袁潘蒋蔡]/;
/** 阿强: a given name instead of a surname. */
const DEAR = /^阿(?![姨里联胶拉富根尔克斯姆迪])/;
const BEFORE_NICKNAME = /[大最很太较更变缩不多少中古衰养到从偏略]$/;
const NOT_NICKNAMES = pattern()`^(?:${either(
  /老师|[老小]米|小时|小于|小包|小车|小项|小区|小程|小白|小卖|小麦|小沙|小水|小计|小方(?!说|那|来|要|问|他)|小商/,
  /小高峰|小关|小金库|小万|老年|老式|小组|老关系|老庙|小花|小池|小童|小柜|小文|老农|小景|小解|老化|小平|小毛|小连/,
  /小段|小农|老家|老乡|老练|小龙虾|小熊|小牛|小马达|小路|老路|小米|小康|小雨|老边|小边|小季|小钱|小游|小单(?!说|那|来|要|问|他)/,
)})`;

/** 汉阳汽配的小万 187…, 小熊说: a word of its own where somebody is called, and none that names a thing. */
const isCalled = (text: string, at: number) =>
  !/^(?:老师|[老小]米|小时|小包|小车|小单|小项|小区|小程|小卖|小商|小组|小花|小柜|小文|小麦|小高|小金|小龙|老年|老式|老化|老家|老乡|老庙|老关)/.test(
    text.slice(at, at + 2),
  ) &&
  /(?:^|[的跟给和找问叫约,，。:：\s])$/.test(text.slice(Math.max(0, at - 1), at)) &&
  /^(?:$|[,，。\s]|说|问|要|想|回|打|那边|电话|手机|微信|\d)/.test(text.slice(at + 2));

/** 护士长小花: behind a post, where a name may be over. */
const POST_BEFORE = /(?:经理|总监|主任|主管|会计|助理|前台|[护士厂店校院园科处队班组]长)\s?$/;
const isBehindPost = (text: string, at: number) =>
  text.charAt(at) === "小" &&
  POST_BEFORE.test(text.slice(0, at)) &&
  /^(?:$|[,，。;；\s]|说|要|想|问|回|催|那边)/.test(text.slice(at + 2));

/** 老方案, 小金额: the surname begins another word. */
const beginsWord = (text: string, at: number) =>
  COMMON_WORDS.has(text.slice(at, at + 2)) && !/[说要想来那问打发回给的]/.test(text.charAt(at + 1));

/** 靳小龙: the middle of a full name. */
const isInsideName = (text: string, at: number) =>
  COMMON.has(text.charAt(at - 1)) && strongLeft(text, at - 1) && rightEdge(text, at + 2);

const isBetweenEdges = (text: string, at: number, length: number) =>
  (strongLeft(text, at) || endsLikeCompany(text, at)) && rightEdge(text, at + length);

/** The address and what follows it can be a name at all. */
function mayBeNickname(text: string, at: number): boolean {
  if (NOT_NICKNAMES.test(text.slice(at, at + 4)) && !isCalled(text, at) && !isBehindPost(text, at)) return false;
  if (text.charAt(at) === "大") return BIG.test(text.slice(at, at + 2)) && isBetweenEdges(text, at, 2);
  if (COMMON.has(text.charAt(at + 1))) return true;
  if (RARE.has(text.charAt(at + 1))) return isBetweenEdges(text, at, 2);
  return DEAR.test(text.slice(at, at + 2)) && GIVEN.has(text.charAt(at + 1)) && isBetweenEdges(text, at, 2);
}

function readNickname(text: string, at: number): PersonFind | null {
  if (!mayBeNickname(text, at)) return null;
  if (BEFORE_NICKNAME.test(text.charAt(at - 1)) || beginsWord(text, at + 1) || isInsideName(text, at)) return null;
  if (!rightEdge(text, at + 2) && !strongLeft(text, at) && !endsLikeCompany(text, at)) return null;
  return { start: at, end: at + 2, name: text.slice(at, at + 2), by: "nickname" };
}

/** 爱家家政的小雪, 找小芳: a given name behind 小, where somebody is called. */
const BY_GIVEN_NAME =
  /(?<=[的跟给找叫]|联系|[\s,，。:：])小[芳娜敏静丽强磊军洋艳勇杰娟涛超秀霞英玉兰红梅琴云莲雪荣香月莺媛瑞佳嘉琼珍贞莉晶怡婵雁蓓丹蓉琳颖露珠翠雅芝萍春凤洁斌志辉鹏浩亮宇欣雨婷琪薇倩玲珊慧燕凯](?=$|[,，。\s]|说|问|要(?!求)|想|回[复了我]|打电话|那边|电话|手机|微信|约|发来)/gu;
/** 策划贝贝，137…: a character twice, with how to reach whoever is called so. */
const TWICE =
  /(?<=的|[\s,，:：]|策划|设计|客服|销售|导购|店员|采购|前台|助理|会计|经理)(\p{Script=Han})\1(?=[\s,，]*(?:微信|电话|手机|1\d{10}))/gu;

const findGivenNames = (text: string): PersonFind[] =>
  [...text.matchAll(BY_GIVEN_NAME), ...[...text.matchAll(TWICE)].filter(([, one = ""]) => GIVEN.has(one))].map(
    ({ index, 0: name }) => ({ start: index, end: index + name.length, name, by: "nickname" as const }),
  );

export function findNicknames(text: string): PersonFind[] {
  return [
    ...[...text.matchAll(NICKNAME)].flatMap((match) => readNickname(text, match.index) ?? []),
    ...findGivenNames(text),
  ];
}
