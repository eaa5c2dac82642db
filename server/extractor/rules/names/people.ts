import { either, pattern } from "../../../../models/shared/values/pattern";
import { COMMON_WORDS } from "../../vocabulary/edges";
import * as names from "../../vocabulary/names";
import { ALL_ENDINGS, endsLikeCompany } from "./companyEndings";
import { DEPARTMENT } from "./posts";
import { findForeign, looksForeign } from "./foreignNames";
import { COMMON, COMPOUND, CONJUNCTIONS, GIVEN, RARE, rightEdge, strongLeft, strongSign, titleLeft } from "./nameParts";
import { behindAt, isFullName, isWordBehind, isWordWithTitle } from "./fullNames";
import { findNicknames } from "./nicknames";
import { isNotMeant } from "./ownSide";
import { findCalled, findSurnamed } from "./saidNames";
import { longestFirst } from "../text/longestFirst";
import type { Closed } from "../text/places";
import { wordsIn } from "../text/words";

/** A person found, with the place of the name and of the post beside it. */
export interface PersonFind {
  start: number;
  end: number;
  name: string;
  title?: { start: number; end: number; value: string };
  /** How the name was recognised; weak ones give way to others. */
  by: "title" | "nickname" | "full" | "foreign" | "known";
}

/** 后勤科: a department that begins with a surname. */
const OFFICE = new RegExp(`^${DEPARTMENT}[科处部室]$`);

const TOP = new Set(names.COMMON_SURNAMES.slice(0, 120));

const POSTS = new Set(names.POSTS.split("|"));
const TITLE = new RegExp(longestFirst(`${names.POSTS}|${names.ADDRESSES}`.split("|")).join("|"), "gi");

/** Words that end in a surname, seen before titles: 工程总监, 对方经理, 担任主任. */
const WORD_BEFORE_TITLE = pattern()`(?:${either(
  /[那这哪旁]边|[东南西北中大片战辖]区|(?:商|车|船|马)队|[园森竹树]林|[客厨厂机库药病]房|[甲乙对双我官各多厂校院资买卖警军地]方/,
  /[工课流过日教里远全行编路]程|[完集合组促达]成|[主高监托保]管|[资基五现定订租奖佣]金|[汽客货叉]车/,
  /[电客厂供应承建开代经]商|[公保治西]安|[担升新前现时就调责主历连离]任|[长浙镇]江|[当同及小临]时/,
  /[机海开有相无攻公]关|[价本]钱|[提最]高|[改换调变升写做标填设]成|关于|由于|对于|等于|终于|属于|处于|在于|善于/,
  /至于|之前|各位|本单|下单|订单|清单|名单|菜单|账单|保单|签单|[一两]位|方向|意向|供应|反应|效应|响应|相应/,
)})$`;

/** Length of the surname that ends at `end`, or 0. */
function surnameBefore(text: string, end: number): number {
  if (end >= 2 && (COMPOUND.has(text.slice(end - 2, end)) || isJapanese(text, end))) return 2;
  const one = text[end - 1] ?? "";
  if (WORD_BEFORE_TITLE.test(text.slice(Math.max(0, end - 3), end))) return 0;
  if (CONJUNCTIONS.has(one) && !strongSign(text, end - 1)) return 0;
  return isSurname(text, end) ? 1 : 0;
}

const isSurname = (text: string, end: number) =>
  COMMON.has(text.charAt(end - 1)) || isRareSurname(text, end) || isUnlistedSurname(text, end);

const isRareSurname = (text: string, end: number) =>
  RARE.has(text.charAt(end - 1)) && (titleLeft(text, end - 1) || endsLikeCompany(text, end - 1));

/** 雒主任, 水姐: no list holds every surname, but one character alone before a form of address is one. */
function isUnlistedSurname(text: string, end: number): boolean {
  const one = text.charAt(end - 1);
  if (!/\p{Script=Han}/u.test(one) || names.NO_SURNAMES.includes(one)) return false;
  // 芳姐: what friends are called by.
  if (/^[姐哥]/.test(text.slice(end)) && GIVEN.has(one) && strongLeft(text, end - 1)) return rightEdge(text, end + 1);
  if (LONG_ADDRESS.test(text.slice(end, end + 3))) return titleLeft(text, end - 1);
  if (MAKES_A_TRADE.test(text.slice(end - 1, end + 1))) return false;
  return SIGN_BEFORE.test(text.charAt(end - 2)) && SHORT_ADDRESS.test(text.slice(end, end + 2));
}

const LONG_ADDRESS =
  /^(?:经理|主任|厂长|院长|校长|店长|处长|科长|主管|老师|女士|先生|律师|博士|教授|医生|大夫|会计|师傅|总监|部长|局长|园长)/;
const SHORT_ADDRESS = /^[总姐哥工](?=[\s,，。:：]|说|要|那|$)/;
/** 电工说, 完工要: what makes another word with the address. */
const MAKES_A_TRADE =
  /[员民职技电焊木瓦女杂临完开停复返竣加手人化军重轻分罢怠派误包代美钳试收零动赶童矿农义帮监特长短磨铣漆油泥普高初家]工/;
const SIGN_BEFORE = /^[\s,，。;；:：!！?？、()（）的]?$/;

/** Start of a full name that ends at `end` (王建国经理), or null. */
function fullNameBefore(text: string, end: number, title: string): number | null {
  for (const length of [3, 2, 4]) {
    const start = end - length;
    if (start < 0 || !titleLeft(text, start)) continue;
    if (isFullName(text.slice(start, end)) || isWordWithTitle(text, { start, end }, title)) return start;
  }
  return null;
}

function isTitleHere(text: string, start: number, title: string): boolean {
  return !names.NOT_AFTER_TITLE[title]?.test(text.slice(start + title.length, start + title.length + 4));
}

interface Title {
  at: number;
  end: number;
  words: string;
  isPost: boolean;
}

/** The find with the post beside it; a form of address belongs to a surname, and not to a full name. */
function titled(start: number, nameEnd: number, { text, title }: { text: string; title: Title }): PersonFind {
  const { at, end, words, isPost } = title;
  const find: PersonFind = { start, end, name: text.slice(start, nameEnd), by: "title" };
  return isPost ? { ...find, title: { start: at, end, value: words } } : find;
}

/** A surname right before the title wins, unless a full name ends there more clearly. */
function prefersSurname(text: string, title: Title, names: { surname: number; full: number | null }): boolean {
  if (names.surname === 0) return false;
  if (!title.isPost || names.full === null) return true;
  // 艾力江经理: three syllables of a foreign name are one.
  if (looksForeign(text.slice(names.full, title.at))) return false;
  return strongLeft(text, title.at - names.surname) || !TOP.has(text.charAt(names.full));
}

/** A surname or a full name right before a title. */
function readTitled(text: string, at: number, words: string): PersonFind | null {
  if (!isTitleHere(text, at, words)) return null;
  const title: Title = {
    at,
    end: at + words.length,
    words,
    isPost: POSTS.has(words) || POSTS.has(words.toUpperCase()),
  };
  const weak = names.WEAK_ADDRESSES.includes(words);
  const surname = surnameBefore(text, at);
  const full = weak ? null : fullNameBefore(text, at, words);
  if (!prefersSurname(text, title, { surname, full })) return full === null ? null : titled(full, at, { text, title });
  const start = nicknamed(text, at - surname);
  return isDoubtful(text, start, { title, weak }) ? null : titled(start, title.end, { text, title });
}

/** A word made of the same characters, a house, or an address that also begins words and stands in the middle of one. */
function isDoubtful(text: string, start: number, { title, weak }: { title: Title; weak: boolean }): boolean {
  const clear = titleLeft(text, start) && rightEdge(text, title.end);
  return (
    isThanks(text, start) ||
    names.NOT_NAMES.has(text.slice(start, title.end)) ||
    isHouse(text.charAt(start), title.words) ||
    (weak && !clear)
  );
}

/** 谢谢老板的红包 */
const isThanks = (text: string, start: number) => /谢谢/.test(text.slice(Math.max(0, start - 1), start + 2));

/** 去印厂: before a house only a surname that is nothing else. */
const isHouse = (surname: string, address: string) => /^[店厂行所]$/.test(address) && !COMMON.has(surname);

/** 小王总, 老张工, 苗苗姐: the address before the surname belongs to the name. */
const nicknamed = (text: string, start: number) => {
  const before = text[start - 1] ?? "";
  const belongs = /[老小大]/.test(before) || before === text[start];
  return belongs && strongLeft(text, start - 1) ? start - 1 : start;
};

/** 丰收农资郝春梅: behind a company three characters are a name, and two where they speak: 金源超市尤丽说. */
const isBehindCompany = (text: string, at: number) =>
  endsLikeCompany(text, at) &&
  (isFullName(text.slice(at, at + 3)) ||
    (isFullName(text.slice(at, at + 2)) &&
      /^(?:说|想要?|要|问|回|答应|反馈|觉得|嫌|约|打来|打电话|发来|来电|催|签|订了|让|\s)/.test(text.slice(at + 2))));

/** 向华瑞报了16万: who it goes to, and nobody called 向. */
const TOWARDS = /^向\p{Script=Han}{2,4}(?:报|发|提|送|推|介绍|汇报|确认|咨询|反馈)/u;

/** A full name that stands alone: the edges on both sides must be clear. */
function readFull(text: string, at: number): PersonFind | null {
  const word = text.slice(at, at + 2);
  if (isWordBehind(text, at, word)) return { start: at, end: at + 2, name: word, by: "full" };
  return readPlain(text, at);
}

function readPlain(text: string, at: number): PersonFind | null {
  if (TOWARDS.test(text.slice(at, at + 8))) return null;
  if (!strongLeft(text, at) && !isBehindCompany(text, at)) return null;
  const compound = COMPOUND.has(text.slice(at, at + 2));
  const behind = behindAt(text, at);
  for (const length of compound ? [4, 3] : [3, 2]) {
    const words = text.slice(at, at + length);
    if (
      words.length === length &&
      isFullName(words, behind) &&
      rightEdge(text, at + length) &&
      !sends(text, at + length)
    ) {
      return { start: at, end: at + length, name: words, by: "full" };
    }
  }
  return null;
}

/** 陈明发来报价: what looks like the end of a name is what they do. */
const sends = (text: string, end: number) =>
  /^发(?:来|了|过|给|微信|邮件)|^来电(?!话\s?[:：]?\s?\d)/.test(text.slice(end - 1, end + 4)) ||
  REPRESENTED.test(text.slice(end, end + 4));
/** 康明斯代理商: what somebody sells for others is a brand. */
const REPRESENTED = /^的?(?:总?代理商?|经销商|总代)/;

function findTitled(text: string): PersonFind[] {
  return [...text.matchAll(TITLE)].flatMap((match) => readTitled(text, match.index, match[0]) ?? []);
}

const JAPANESE = new Set(names.JAPANESE_SURNAMES.split("|"));
/** 木村先生 */
const isJapanese = (text: string, end: number) =>
  JAPANESE.has(text.slice(end - 2, end)) &&
  /^(?:先生|女士|小姐|桑|君|部长|社长|课长|株式)/.test(text.slice(end, end + 2));

const mayBeginName = (text: string, at: number) =>
  COMMON.has(text.charAt(at)) ||
  COMPOUND.has(text.slice(at, at + 2)) ||
  (names.ONLY_SURNAMES.includes(text.charAt(at)) &&
    (isFullName(text.slice(at, at + 3)) || isFullName(text.slice(at, at + 2)))) ||
  behindAt(text, at) !== null ||
  (RARE.has(text.charAt(at)) && (standsForName(text, at) || isWordBehind(text, at, text.slice(at, at + 2))));

/** 聚丰饲料花文静说: three characters of a name right behind a company, and over where a name may be over. */
const standsForName = (text: string, at: number) =>
  /^[\s,，]?$/.test(text.slice(at - 1, at).replace(/[\u4e00-\u9fa5]/, "")) &&
  endsLikeCompany(text, text[at - 1] === " " ? at - 1 : at) &&
  isFullName(text.slice(at, at + 3)) &&
  // 嫌保安年纪大
  wordsIn(text.slice(at, at + 3))[0]?.length !== 2 &&
  rightEdge(text, at + 3);

function findFull(text: string): PersonFind[] {
  const finds: PersonFind[] = [];
  for (let at = 0; at < text.length; at++) {
    if (!mayBeginName(text, at)) continue;
    const find = readFull(text, at);
    if (find) {
      finds.push(find);
      at = find.end - 1;
    }
  }
  return finds;
}

/** 小江，江河的江: how a name is written. */
const isSpelled = (text: string, { end, name }: PersonFind) =>
  /^的.(?=$|[\s,，。;；!！)])/.test(text.slice(end, end + 3)) && name.includes(text.charAt(end + 1));

/** More people than this name nobody in particular: pasted lists are for the import. */
const MOST = 100;

/** Everybody the text names from outside, left to right; overlaps go to the surer find. */
export function findPeople(text: string, closed: Closed): PersonFind[] {
  const rank = { known: 0, foreign: 1, title: 2, nickname: 3, full: 4 } as const;
  const all = [
    ...findTitled(text),
    ...findSurnamed(text),
    ...findForeign(text, strongLeft),
    ...findNicknames(text),
    ...findCalled(text),
    ...findFull(text),
  ];
  const kept: PersonFind[] = [];
  const touched = new Uint8Array(text.length);
  for (const find of all.sort((a, b) => rank[a.by] - rank[b.by] || a.start - b.start)) {
    if (closed(find.start, find.end) || isNotMeant(text, find) || isSpelled(text, find)) continue;
    // 后勤科, 精工: a department, and what houses end in.
    if (OFFICE.test(find.name) || ALL_ENDINGS.has(find.name)) continue;
    if (kept.length >= MOST || touched.subarray(find.start, find.end).includes(1)) continue;
    touched.fill(1, find.start, find.end);
    kept.push(find);
  }
  return kept.sort((a, b) => a.start - b.start);
}

const NUMBER_NAMES = /[一二三四五六七八九十]/;

/** A word that stands alone and could be a person: looser than in running text, because the command says a name comes first. */
export function looksLikeFullName(word: string): boolean {
  if (!/^[\u4e00-\u9fa5·]{2,4}$/.test(word) || OFFICE.test(word)) return false;
  const compound = COMPOUND.has(word.slice(0, 2)) && word.length > 2;
  if (compound) return true;
  const isOnlySurname = word.length === 3 && names.ONLY_SURNAMES.includes(word.charAt(0));
  if (!(COMMON.has(word.charAt(0)) || isOnlySurname) || word.length > 3 || COMMON_WORDS.has(word.slice(0, 2)))
    return false;
  const given = Array.from(word.slice(1));
  return given.every((character) => GIVEN.has(character) || NUMBER_NAMES.test(character));
}

export const beginsWithSurname = (word: string) =>
  (COMMON.has(word.charAt(0)) || RARE.has(word.charAt(0))) && !COMMON_WORDS.has(word.slice(0, 2));
