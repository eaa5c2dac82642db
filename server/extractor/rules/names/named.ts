import { either, pattern } from "../../../../models/shared/values/pattern";
import { COMPANY_SUFFIXES } from "../../../../models/shared/text/zhCN/companyNames";
import { TRADES } from "../../../../models/shared/text/zhCN/regions";
import { DEED_ENDINGS, NOBODY, SOLD_TRADES } from "../../vocabulary/companies";
import { HOUSES_OF_WORDS } from "../../vocabulary/houses";
import { isBrand, isPlace, isWellKnown } from "./brands";
import type { CompanyFind } from "./companies";
import { ALL_ENDINGS, hasBody } from "./companyEndings";
import { cutLeft } from "./cutWords";
import { looksForeign } from "./foreignNames";
import { beginsWithSurname, looksLikeFullName, type PersonFind } from "./people";
import { type Closed, closedBy, overlaps, type Place } from "../text/places";
import { POST_BEFORE } from "./posts";
import { isStateWord } from "./stateWords";
import { isThing } from "./tradeThings";
import { isCoined, isOrdinary } from "../text/words";

/** A name the caller already knows, to be found literally. */
export interface KnownName {
  name: string;
  kind: "company" | "person";
}

interface Named {
  people: PersonFind[];
  companies: CompanyFind[];
}

/** 天元 in 天元素科技 is not the 天元 we know: the word goes on and ends like a company. */
const GOES_ON = new RegExp(
  `^[\\p{Script=Han}A-Za-z0-9]{0,4}?(?:${[...TRADES, ...COMPANY_SUFFIXES].join("|")})(?![\\p{Script=Han}A-Za-z0-9])`,
  "u",
);

/** 鼎盛泰和的王经理: a word that could be a name, right between the known name and a person. */
const OWN_WORD =
  /^(?<own>\p{Script=Han}{2,4}?)(?:的|那边的?|这边的?)?\p{Script=Han}{1,2}(?:总|经理|主任|老板|工(?!作|程|厂)|姐|哥|店长|厂长|院长|校长|处长|科长|会计|先生|女士)/u;

/** 泰和: 和 mostly joins two, but nothing is joined here. */
const couldBeName = (own: string) => isBrand(own) || /^\p{Script=Han}和$/u.test(own);

/** 鼎盛泰和的王经理: the name as it goes on. Null where the known name ends. */
function withOwnWord(text: string, { start, end }: Place): CompanyFind | null {
  const own = OWN_WORD.exec(text.slice(end, end + 12))?.groups?.own;
  return own && couldBeName(own) ? { start, end: end + own.length, by: "beside" } : null;
}

const LONGEST_OWN = 6;

/** What only a company is called by; 设备 or 物流 may as well be what is sold to it. */
const FIRM_TRADES = TRADES.filter((trade) => !SOLD_TRADES.has(trade));
const TRADE_BEHIND = new RegExp(`^(?:${FIRM_TRADES.join("|")})`, "u");

/** 青松电子: with a trade behind it the name may be another house than the 青松化工 we know; who it is, is asked of the whole name. */
function withTrade(text: string, { start, end }: Place): CompanyFind | null {
  const [trade] = TRADE_BEHIND.exec(text.slice(end, end + LONGEST_OWN)) ?? [];
  return trade ? { start, end: end + trade.length, by: "beside" } : null;
}

const asItGoesOn = (text: string, place: Place): CompanyFind =>
  withTrade(text, place) ?? withOwnWord(text, place) ?? { ...place, by: "known" };

const LEGAL_FORM = new RegExp(`(?:${COMPANY_SUFFIXES.join("|")})$`, "u");
/** 青松 in 武汉青松电子有限公司: with its legal form a name is said in full, and this one is not the 青松化工 we know. */
function isSaidInFull(text: string, { start, end }: Place, ended: readonly CompanyFind[]): boolean {
  const whole = ended.find((other) => other.start <= start && other.end > end);
  const rest = text.slice(end, whole?.end ?? end);
  const own = rest.replace(LEGAL_FORM, "");
  return own !== rest && own !== "" && own.length <= LONGEST_OWN;
}

/** 鼎盛泰和食品 is another house than the 鼎盛 we know: the longer name has a word of its own behind it. */
function isPartOfAnother(text: string, place: Place, ended: readonly CompanyFind[]): boolean {
  if (GOES_ON.test(text.slice(place.end, place.end + 16)) || isSaidInFull(text, place, ended)) return true;
  const longer = ended.find((other) => other.start === place.start && other.end > place.end);
  return longer !== undefined && hasBody(text.slice(place.end, longer.end));
}

/** Known names, the longest first; what a longer one covers is not looked at again. */
export function findKnown(
  text: string,
  known: readonly KnownName[],
  { closed, ended }: { closed: Closed; ended: readonly CompanyFind[] },
): Named {
  const found: Named = { people: [], companies: [] };
  const taken: Place[] = [];
  for (const { name, kind } of [...known].sort((a, b) => b.name.length - a.name.length)) {
    if (name.length < 2) continue;
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      const place = { start: at, end: at + name.length };
      if (kind === "company" && isPartOfAnother(text, place, ended)) continue;
      if (closed(place.start, place.end) || taken.some((other) => overlaps(place, other))) continue;
      taken.push(place);
      if (kind === "company") found.companies.push(asItGoesOn(text, place));
      else found.people.push({ ...place, name, by: "known" });
    }
  }
  return found;
}

interface Leading {
  person: PersonFind;
  company: CompanyFind;
}

const TOKEN = /[^\s,，。;；:：!！?？、()（）]+/y;

const isNoName = (word: string) =>
  word.length < 2 ||
  word.length > 16 ||
  isStateWord(word) ||
  isPlace(word) ||
  /^[\d\s\p{P}\p{S}]+$/u.test(word) ||
  /[了吗呢吧]/.test(word);

const LABEL =
  /^(?:姓名|名称|客户|客户名称?|公司|公司名称?|单位|单位名称|企业|联系人|称呼|名字|电话|手机|职务|职位|地址|备注)$/;
/** 姓名:漆文博 单位:华东勘察院: a form says itself what is what. */
const isLabel = (text: string, { start, end }: Place) => text[end] === ":" && LABEL.test(text.slice(start, end));

const FROM_THERE = /^\p{Script=Han}{2,8}(?:客户|客商|买家)$/u;
const skipBlanks = (text: string, at: number) => at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);

/** The first word after a command, when nothing else was recognised in it: a person's full name, else a company. */
export function findLeading(text: string, from: number, { taken, companies }: Found): Partial<Leading> {
  TOKEN.lastIndex = from;
  const [word = ""] = TOKEN.exec(text) ?? [];
  const place = { start: from, end: from + word.length };
  // 塔吉克斯坦客户 Farrukh: where somebody is from comes first.
  if (FROM_THERE.test(word)) return findLeading(text, skipBlanks(text, place.end), { taken, companies });
  if (isNoName(word) || isLabel(text, place) || taken.some((other) => overlaps(other, place))) return {};
  if (isPerson(word, place, { taken, companies })) return { person: { ...place, name: word, by: "full" } };
  return word.length <= 12 && !NOBODY.test(word) ? { company: { ...place, by: "place" } } : {};
}

interface Found {
  taken: readonly Place[];
  companies: readonly Place[];
}

const isPerson = (word: string, place: Place, { taken, companies }: Found) =>
  looksLikeFullName(word) ||
  (looksForeign(word) && taken.some((other) => other.start >= place.end)) ||
  isSurnamed(word, place, companies);

/** /新客户 陶金 明达会计师事务所 合伙人: the word in front of the company is who works there. */
const isSurnamed = (word: string, { end }: Place, companies: readonly Place[]) =>
  /^\p{Script=Han}{2,3}$/u.test(word) &&
  beginsWithSurname(word) &&
  !isWellKnown(word) &&
  companies.some((other) => other.start >= end && other.start - end <= 2);

const WALL = /[\s,，。;；:：!！?？、()（）"“”/|\n+]/;

/** The words right before `end`, back to the last sign, closed place or cut word. */
function bodyBefore(text: string, end: number, closed: Closed): Place {
  let start = end;
  while (start > 0 && end - start < 16 && !WALL.test(text[start - 1] ?? "") && !closed(start - 1, start)) start--;
  return { start: cutLeft(text, start, end), end };
}

const BESIDE_THING = pattern("g")`(?:${either(
  /那边|这边|那家|这家|那头|那单|这单|那个[\u4e00-\u9fa5]{0,6}?的?(?:项目|单子|商机|合同|客户|标)(?!准|签|书)/,
  /这个(?:项目|单子|商机)|的(?:采购|会计|财务|前台)(?=[,，。\s]|$|说|电话|问|要|催)/,
  /的(?:单子|项目|商机|合同|订单|尾款|发票|回款|货款|账期|对账单)/,
)})`;
/** 集装箱的报价 may be what is offered: only an invented name is somebody there. */
const BESIDE_OFFER = /的(?:报价|样品|方案|价格)/g;

/** 客户：南山绿植: the words say themselves that a company follows. */
const LABELLED =
  /(?:客户|公司|单位|企业|甲方)(?:名称?)?\s*[:=]\s*(?<name>[\u4e00-\u9fa5A-Za-z0-9]{2,12})(?=$|[\s,，。;；、/|])/g;

function findLabelled(text: string, closed: Closed): CompanyFind[] {
  return [...text.matchAll(LABELLED)].flatMap((match) => {
    const name = match.groups?.name ?? "";
    const end = match.index + match[0].length;
    const start = end - name.length;
    const named = isBrand(name) && !looksLikeFullName(name) && !closed(start, end);
    return named ? [{ start, end, by: "beside" as const }] : [];
  });
}

/** 1.卓尔 柯总 已签8万: at the head of a line or an item the word before the person is where they work. */
const HEAD = /(?:^|\n|[\u2460-\u2473]|\d{1,2}[.、)])\s?(?<name>[\u4e00-\u9fa5]{2,6})[ /|]$/;
/** … 恒信 李总: between blanks only an invented name is a house. */
const BETWEEN_BLANKS = /[\s,，。:：](?<name>[\u4e00-\u9fa5]{2,4}) $/;

function listedBefore(before: string): string {
  const loose = BETWEEN_BLANKS.exec(before)?.groups?.name ?? "";
  return HEAD.exec(before)?.groups?.name ?? (isCoined(loose) ? loose : "");
}

function findListed(text: string, people: readonly PersonFind[], closed: Closed): CompanyFind[] {
  return people.flatMap((person) => {
    const name = listedBefore(text.slice(Math.max(0, person.start - 12), person.start));
    const place = { start: person.start - 1 - name.length, end: person.start - 1 };
    const isFull = looksLikeFullName(name) && !(name.length === 2 && /^\s*$|\n$/.test(text.slice(0, place.start)));
    const named = name !== "" && isBrand(name) && !isFull && !closed(place.start, place.end);
    return named ? [{ ...place, by: "beside" as const }] : [];
  });
}

const isInvented = ({ start, end }: Place, text: string) =>
  end - start <= 3 &&
  isCoined(text.slice(start, end)) &&
  !/[箱机器车泵阀管板件材料液粉油胶布纸盒瓶桶门窗灯线缆酮酸醇酯烷烯胺醛苯碱盐铵铜铝锌钢]$/.test(text.slice(start, end));

/** 做民宿的苗姐: what somebody does is not where. */
const DOES = /^[做搞干卖开跑]的/;
/** 大堂见王总: where one meets. */
const MEETS = /..[见碰陪]$/;

/** 陶瓷厂老魏: a house without a name of its own, but right before somebody it tells where they work. */
const TRADE_HOUSE = /^(?<trade>\p{Script=Han}{2,4})[厂店行馆铺场站]$/u;
function isTradeHouse(text: string, { start, end }: Place, people: readonly PersonFind[]): boolean {
  const trade = TRADE_HOUSE.exec(text.slice(start, end))?.groups?.trade;
  if (trade === undefined || !ALL_ENDINGS.has(trade)) return false;
  return people.some((person) => person.start === end);
}

/** Where a name may begin: at a sign, behind whoever is met or spoken to, or where the speaker turns to another. */
const NAME_BEGINS =
  /(?:^|[^\p{Script=Han}]|[跟和与给对向帮替陪找见约问催请到去从在是叫由把那]|拜访|联系|回访|走访|接到|收到|看望|另外|还有|然后|刚刚|今天|昨天|上午|下午|晚上|早上|[见约访聊]了|[见约谈聊]完|个|家)$/u;

interface Around {
  people: readonly PersonFind[];
  /** The companies found so far. */
  companies: readonly CompanyFind[];
}

const LONGEST_COINED = 4;

/** 给白鹭湾民宿装热水器阮大姐管了顿饭: where a house was named, an ordinary word right before somebody is what was spoken of. */
function isBrandHere(text: string, { start, end }: Place, { people, companies }: Around): boolean {
  const body = text.slice(start, end);
  if (!isBrand(body)) return false;
  const isRightBefore =
    people.some((person) => person.start === end) && companies.some((company) => company.end < start);
  if (!isRightBefore || isWellKnown(body) || NAME_BEGINS.test(text.slice(Math.max(0, start - 2), start))) return true;
  return isCoined(body) && body.length <= LONGEST_COINED;
}

/** 办公室租赁那个客户: what they want done. */
const DEED = new RegExp(`(?:${DEED_ENDINGS})$`, "u");
function isDeedOfWords(body: string): boolean {
  const words = body.replace(DEED, "");
  return words !== body && words.length >= 2 && !isCoined(words) && !HOUSES_OF_WORDS.has(words);
}

/** 龙门吊那个客户, 说绿化养护的合同到期: a thing, or behind a customer nothing but ordinary words. */
const isSpokenOf = (body: string, isNamedBefore: boolean) =>
  isThing(body) || isDeedOfWords(body) || (isNamedBefore && isOrdinary(body) && !HOUSES_OF_WORDS.has(body));

/** Where what is said of somebody begins: 百味央厨的采购总监秦岭 behind 百味央厨. */
function beginningOf(text: string, { start, by }: PersonFind): number {
  const [post = ""] = POST_BEFORE.exec(text.slice(Math.max(0, start - 10), start)) ?? [];
  if ((by === "full" || post !== "") && text[start - post.length - 1] === "的") return start - post.length - 1;
  return text[start - 1] === "的" ? start - 1 : start;
}

/** Bare brands, told by what stands beside them: 鼎盛张总, 明远的张总, 蓝天那个项目. */
export function findBeside(text: string, { people, companies }: Around, taken: readonly Place[]): CompanyFind[] {
  const closed = closedBy(text.length, [...taken, ...companies, ...people]);
  const isNamedBefore = (at: number) => [...companies, ...people].some(({ end }) => end < at);
  const anchors = [
    ...people.map((person) => beginningOf(text, person)),
    ...[...text.matchAll(BESIDE_THING)]
      .map((match) => match.index)
      .filter(
        (at) => !isSpokenOf(text.slice(bodyBefore(text, at, closed).start, at), text[at] === "的" && isNamedBefore(at)),
      ),
    ...[...text.matchAll(BESIDE_OFFER)]
      .map((match) => match.index)
      .filter((at) => isInvented(bodyBefore(text, at, closed), text)),
  ];
  const finds = [...findLabelled(text, closed), ...findListed(text, people, closed)];
  for (const end of anchors) {
    const body = bodyBefore(text, end, closed);
    if (DOES.test(text.slice(body.start - 1, body.start) + text.charAt(end)) || MEETS.test(text.slice(body.start, end)))
      continue;
    const isNamed = isBrandHere(text, body, { people, companies }) || isTradeHouse(text, body, people);
    if (body.end - body.start < 2 || !isNamed) continue;
    if (!finds.some((other) => overlaps(other, body))) finds.push({ ...body, by: "beside" });
  }
  return finds;
}
