import { AFTER_NAME } from "../vocabulary/edges";
import * as words from "../vocabulary/companies";
import type { Closed, Place } from "./places";

export interface CompanyFind {
  start: number;
  end: number;
  by: "ending" | "beside" | "known" | "place";
}

const longestFirst = (words: readonly string[]) => [...new Set(words)].sort((a, b) => b.length - a.length);
const ENDINGS = longestFirst(words.COMPANY_ENDINGS.split("|"));
const ENDING = new RegExp(ENDINGS.join("|"), "g");
const STICKY_ENDING = new RegExp(ENDINGS.filter((ending) => ending.length > 1).join("|"), "y");
const WEAK = new Set(words.WEAK_ENDINGS.split("|"));
export const ALL_ENDINGS = new Set(ENDINGS);
const CUTS = longestFirst(words.CUT_WORDS.split("|"));
const LONGEST_CUT = CUTS[0]?.length ?? 1;
const CUT_SET = new Set(CUTS);

const MOST = 100;
const WALL = /[\s,，。;；:：!！?？、()（）"“”'‘’<>《》【】\[\]/|\n+·~@#=…👇]/;
const LONGEST_NAME = 14;

/** Where the words that may belong to a name begin: behind the last blank, sign or closed place. */
function wall(text: string, end: number, closed: Closed): number {
  let at = end;
  while (at > 0 && end - at < LONGEST_NAME + 6 && !WALL.test(text[at - 1] ?? "") && !closed(at - 1, at)) at--;
  return at;
}

/** A cut word that goes on here is none: 开发区, 发展. */
const NO_CUT = new Set([
  "开发",
  "发展",
  "发电",
  "发酵",
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
]);

/** Behind the last cut word, where enough of a name is left. */
export function cutLeft(text: string, from: number, bodyEnd: number): number {
  for (let at = bodyEnd - 1; at > from; at--) {
    for (let length = Math.min(LONGEST_CUT, at - from); length >= 1; length--) {
      const word = text.slice(at - length, at);
      if (
        CUT_SET.has(word) &&
        !NO_CUT.has(text.slice(at - 1, at + 1)) &&
        (!words.WEAK_CUTS.test(word) || bodyEnd - at >= 2)
      )
        return at;
    }
  }
  return from;
}

/** 南京 in 华信医疗南京分公司: endings that follow each other directly are one name. */
function growRight(text: string, end: number): number {
  const more = /^(?:[\u4e00-\u9fa5]{2,4}分公司|(?:股份|集团)?有限公司|集团|股份|公司|总部|分公司|总公司)/.exec(
    text.slice(end, end + 12),
  );
  return more ? growRight(text, end + more[0].length) : end;
}

/** Behind a weak ending these words make it a product or a thing: 仓储系统, 照明方案. */
const THING_AFTER =
  /^(?:商(?!务)|经销|系统|平台|方案|需求|项目|产品|价格|合同|软件|设备|服务|解决|改造|升级|工程|管理|模块|材料|配件|耗材|业务|行业|市场|问题|功能|接口|技术|费|费用|预算|报告|证|票|线(?![上下])|板|盒|袋|箱|柜|机|车|器|仪|件|款|类|厂房|车间|部门|科|部(?!长)|室|员|师|数据|安装|维修|维护|培训|测试|检测|采购|招标|清单|参数|样品|量(?!尺|房|体)|率|化|性|业)/;

/** 海天化工预算60万: the words of a deal behind a name at the very beginning. */
const DEAL_AFTER = /^预算\s?(?:是|有|大概|大约|约)?\s?[\d一二三四五六七八九十两百]/;

/** 医院设备科, 酒店采购部: the department of a house, not a thing. */
const HOUSE = /(?:医院|学校|学院|中学|小学|酒店|银行|超市|公司|集团|厂|局|市场|商场|公园|景区|码头|机场|餐厅|饭店)$/;
const DEPARTMENT = /^(?:设备|采购|信息|技术|服务|管理|安装|维修|数据|工程|项目)?(?:科|部|室|处|车间|中心)/;
/** 生鲜采购部: named in full, it is a department of whatever stands before. */
const OFFICE =
  /^(?:设备|采购|信息|技术|财务|行政|人事|市场|销售|生产|研发|品质|质检|工程|物流|仓储|后勤|法务)[科部处室]/;
/** 民生超市合同几月到期 */
const isHouseDeal = (ending: string, after: string) => HOUSE.test(ending) && /^(?:合同|付款|预算|费用)/.test(after);
const isDepartment = (ending: string, after: string) =>
  OFFICE.test(after) || (HOUSE.test(ending) && DEPARTMENT.test(after));

/** A dictionary word before a weak ending is a thing, unless it stands where somebody is named: 冰柜制冷, but 去长城制冷. */
const NAMED_HERE =
  /(?:^|[\s,，。;；:!?？、()（）|/【】"“”\n]|跟|给|去|到|拜访|走访|见|约|找|联系|和|对|帮|把|从|在|是|叫|由|与|的|了|过|下)$/;
const isOneWord = (body: string) => body.length > 1 && wordsIn(body).length === 1;

interface Parts {
  start: number;
  endingStart: number;
  end: number;
}

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** One message asks for the words of the same few characters many times, and the segmenter is slow. */
const cutBefore = new Map<string, readonly string[]>();
const MOST_KEPT = 500;

export function wordsIn(body: string): readonly string[] {
  const known = cutBefore.get(body);
  if (known) return known;
  if (cutBefore.size >= MOST_KEPT) cutBefore.clear();
  const cut = Array.from(segmenter.segment(body), ({ segment }) => segment);
  cutBefore.set(body, cut);
  return cut;
}

/** No dictionary knows a word of it: 鼎泰, 佰特. */
export const isCoined = (body: string) => wordsIn(body).every((part) => part.length === 1);

/** Nothing but dictionary words: 年会礼品. */
export const isOrdinary = (body: string) => wordsIn(body).every((part) => part.length > 1);

/** Ordinary words, not a name: 以前是, 自己开发, 在等总部. Invented names mostly fall into single characters. */
export function isPhrase(body: string): boolean {
  const parts = wordsIn(body);
  return (
    parts.some((part) => words.PARTICLES.test(part) || words.ORDINARY_WORDS.has(part)) ||
    parts.every((part) => CUT_SET.has(part) || words.TRADE_WORDS.has(part))
  );
}

/** 两车乳胶漆 */
const COUNTED = /^(?:\d+|[一二两三四五六七八九十几]+)[车箱批桶件台套吨袋盒瓶包捆卷]/;

const isSentence = (body: string, isLoose: boolean) =>
  words.NOT_IN_COMPANY.test(body) ||
  COUNTED.test(body) ||
  (isPhrase(body) && !isLoose) ||
  words.NOBODY.test(body.replace(/^[从到在去和与对给](?=.)/, "")) ||
  CUTS.some((cut) => cut.length > 1 && body.endsWith(cut));

/** 不投设备, 的人来公司, 糯米和酱油: the words before a weak ending deny, move or join. */
const NO_NAME_BEFORE = /^[不没未别]|[来到去回进在]$/;
const joinsThings = (body: string) => /.[和与或及]$/.test(body) && isOrdinary(body.slice(0, -1));
/** 做干货批发: a trade, not a house. */
const TRADE_BEFORE = /(?:做|搞|干|卖|经营|主营|专做|从事)$/;

/** Behind a weak ending only what reads like a name is one. */
function isWeaklyNamed(text: string, { start, endingStart, end }: Parts): boolean {
  const body = text.slice(start, endingStart);
  if (!mayBeBody(body)) return false;
  if (isOneWord(body) && !NAMED_HERE.test(text.slice(Math.max(0, start - 2), start))) return false;
  const ending = text.slice(endingStart, end);
  const after = text.slice(end, end + 3);
  if (DEAL_AFTER.test(text.slice(end, end + 8)) || isHouseDeal(ending, after) || isDepartment(ending, after))
    return true;
  return !THING_AFTER.test(after.slice(0, 2)) && (!DEEDS.has(ending) || AFTER_NAME.test(after));
}

/** Something is left without the endings: 泰和 in 泰和食品. */
export const hasBody = (words: string) => words.replace(ENDING, "") !== "";

const mayBeBody = (body: string) =>
  body.length >= 2 && !ALL_ENDINGS.has(body) && !/^\d/.test(body) && !NO_NAME_BEFORE.test(body) && !joinsThings(body);

/** 环己酮检验合格: an ending that is something one does as well ends a name only where the name is over. */
const DEEDS = new Set(words.DEED_ENDINGS.split("|"));

const STARTS_HERE = /^[\s,，。;；:：!！?？、()（）]?$/;
/** One more character than a word of the dictionary: 新希望. */
const isCoinedPart = (body: string) =>
  body.length === 3 && !wordsIn(body).some((part) => words.PARTICLES.test(part)) && wordsIn(body).length === 2;

function isNamed(text: string, parts: Parts): boolean {
  const { start, endingStart, end } = parts;
  const body = text.slice(start, endingStart);
  const ending = text.slice(endingStart, end);
  // 新希望牧业: an ordinary word is a name where it opens the clause and no weak ending follows.
  const isLoose = !WEAK.has(ending) && isCoinedPart(body) && STARTS_HERE.test(text.charAt(start - 1));
  if (body === "" || end - start > LONGEST_NAME + 4 || isSentence(body, isLoose)) return false;
  if (WEAK.has(ending)) return isWeaklyNamed(text, parts);
  return body.length >= 2 || /大学|医院|中学|小学|集团|银行/.test(ending);
}

/** 在万豪酒店跟蒋先生谈: where one met, not whom. */
const VENUE =
  /(?:酒店|饭店|宾馆|酒楼|餐厅|茶楼|茶馆|咖啡|咖啡厅|咖啡馆|会所|火锅|火锅店|机场|高铁站|广场|会展中心|展览馆)$/;
const VENUE_BEFORE = /(?:在|于|约在|定在)$/;
const VENUE_AFTER = /^(?:一?起)?(?:跟|和|与|请|宴请|见|吃|聊|谈|碰|办|摆|偶遇|遇)/;

const isVenue = (text: string, { start, end }: CompanyFind) =>
  VENUE.test(text.slice(start, end)) &&
  VENUE_BEFORE.test(text.slice(Math.max(0, start - 2), start)) &&
  VENUE_AFTER.test(text.slice(end, end + 3));

/** What is sent, bought or spoken of behind these is a thing, even where its word could end a company. */
const GOODS_BEFORE = /(?:送|订|做|交|装|买|用|要|换|采购|寄|拿|试|对|提供|先|想|代理|说|车|箱|批|桶|件)$/;

/** 把年夜饭餐具定了: what is taken or changed is a thing. */
const isHandled = (text: string, { start, end }: Place) =>
  text[start - 1] === "把" && /^(?:都|也|全)?[定订换退装买送发寄拿取测试]/.test(text.slice(end, end + 2));

/** 去工厂: a house that has no name. */
const NAMELESS = /(?:^|[去到在回]|^[来从往进]|们)(?:工厂|公司|酒店|医院|学校|银行|超市|门店|市场|商场|仓库)$/;

/** 平面布局: the ending of one character is the end of another word. */
const isInsideWord = (text: string, start: number, ending: string) =>
  ending.length === 1 &&
  !ALL_ENDINGS.has(text.slice(start - 1, start + 1)) &&
  wordsIn(text.slice(start - 1, start + 1)).length === 1;

function readEnding(text: string, match: RegExpExecArray, closed: Closed): CompanyFind | null {
  const endingStart = match.index;
  const end = growRight(text, endingStart + match[0].length);
  const start = cutLeft(text, wall(text, endingStart, closed), endingStart);
  if (/(?:我们|咱们|我司|你们)的?$/.test(text.slice(Math.max(0, start - 4), start))) return null;
  const isThing = GOODS_BEFORE.test(text.slice(Math.max(0, start - 2), start)) || isHandled(text, { start, end });
  if (TRADE_BEFORE.test(text.slice(Math.max(0, start - 2), start))) return null;
  if (isInsideWord(text, endingStart, match[0])) return null;
  if ((WEAK.has(match[0]) && isThing) || NAMELESS.test(text.slice(start, end))) return null;
  if (!isNamed(text, { start, endingStart, end: endingStart + match[0].length }) || closed(start, end)) return null;
  return { start, end, by: "ending" };
}

/** The words before `at` end like a company, with some name before the ending. */
export function endsLikeCompany(text: string, at: number): boolean {
  return [2, 3, 4].some((length) => at - length >= 2 && ALL_ENDINGS.has(text.slice(at - length, at)));
}

/** An ending stands right here: the words before it are part of a company, not a person (康师傅食品). */
export function leadsToEnding(text: string, at: number): boolean {
  STICKY_ENDING.lastIndex = at;
  return STICKY_ENDING.test(text);
}

/** Adds a find; one that touches the last find goes on with the same name. */
function addFind(finds: CompanyFind[], find: CompanyFind): void {
  const last = finds.at(-1);
  if (!last || find.start > last.end) finds.push(find);
  else if (find.start < last.end) finds[finds.length - 1] = { ...find, start: Math.min(last.start, find.start) };
  else finds.push({ ...find, start: last.start });
}

/** Companies told by their ending. Several endings in a row (华星电子科技) are one name; the longest wins. */
export function findCompanies(text: string, closed: Closed): CompanyFind[] {
  const finds: CompanyFind[] = [];
  ENDING.lastIndex = 0;
  for (let match = ENDING.exec(text); match && finds.length < MOST; match = ENDING.exec(text)) {
    const find = readEnding(text, match, closed);
    if (!find) {
      // 新光电子: the ending that fits may begin inside the one that does not.
      ENDING.lastIndex = match.index + 1;
      continue;
    }
    if (!isVenue(text, find)) addFind(finds, find);
    ENDING.lastIndex = Math.max(match.index + 1, find.end);
  }
  return finds;
}
