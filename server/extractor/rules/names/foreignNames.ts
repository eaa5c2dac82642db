import { either, pattern } from "../../../../models/shared/values/pattern";
import { LATIN_FORMS } from "../../vocabulary/companies";
import { GIVEN_NAMES } from "../../vocabulary/foreignNames";
import { POSTS, TRANSLITERATION } from "../../vocabulary/names";
import { isPlace, isWellKnown } from "./brands";
import { endsLikeCompany, leadsToEnding } from "./companyEndings";
import { cutLeft } from "./cutWords";
import { isFullName } from "./fullNames";
import { COMMON } from "./nameParts";
import type { PersonFind } from "./people";
import { isCoined, wordsIn } from "../text/words";

const LATIN =
  /(?<![A-Za-z0-9@._\-/])[A-Z][a-z]{1,14}(?: [A-Z][a-z]{1,14})?(?:\s?(?:总|老师|经理|姐|哥|先生|女士))?(?![A-Za-z0-9@._-])/g;
const NOT_LATIN_NAMES = pattern()`^(?:${either(
  /Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Port|Invoice|Order|Demo|Trial/,
  /Budget|Call|Want|Follow|Ok|Okay|Hi|Hello|Meeting|Email|Mail|Excel|Word|Ppt|Pdf|Wifi|Wechat|Today|Tomorrow|Monday/,
  /Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|The|Po|Pi|App|Web|Api|Saas|Oracle|Salesforce|Windows|Linux/,
  /Android|Java|Python|Mysql|Redis|Docker|Office|Teams|Zoom|Please|Thanks|Sorry|Yes|No|Sap|Erp|Crm|Mes|Select|Drop/,
  /Delete|Update|Insert|Ignore|System|Prompt|Admin|User|Assistant|Deadline|Plan|Case|Sample|Logo|Offer|Quote/,
  /Contract|Rmb|Usb|Led|Key|Type|Pro|Max|Mini|Plus|Lite|Basic|Model|Test|Poc|Bug|Lead|Deal|Team|Leader|Boss|Sales/,
  /Manager|Quotation|Inquiry|Regards|Best|Dear|Payment|Shipment|Delivery|Price|Subject|From|Sent|We|He|She|It|My|I/,
)})\b`;
const LATIN_CUE_BEFORE =
  /(?:跟|和|与|给|约|找|见|联系|叫|是|的|问|拜访|回复|催|等|客户|采购|经理|总监|主管|助理|^|[\s,，。;；:、\n])\s?(?:了|一下)?\s?$/;
const LATIN_CUE_AFTER =
  /^\s?(?:他|她|那边|这边|在|确认|也|都|已|让|把|给|签|寄|付|下单|同意|答应|拒|那单|这单|那个|这个|那儿|说|要|想|回|问|发|约|的|开|来|打|觉|对|总|老师|姐|哥|经理|先生|女士|刚|\(|,|，|。|:|$|\s)/;

/** 跟Kevin盘点: behind these whoever is named is met, whatever follows. */
const MEETS = /(?:跟|和|与|给|约|约了|找|见|见了|陪|问|催|拜访|回复|联系|的)\s?$/;

/** Among English words a capital letter makes no name. */
const isAmongEnglish = (before: string) => /[a-z]\s+$/.test(before);

const isHan = (one: string) => /\p{Script=Han}/u.test(one);

const isGiven = (words: string) => GIVEN_NAMES.has(/^[A-Za-z]+/.exec(words)?.[0] ?? "");

/** 瀚海软件Kevin Zhou, 盯Tom Becker的船: two capital words among characters, or right behind a company. */
const isInFull = (text: string, start: number, end: number) =>
  / [A-Z]/.test(text.slice(start, end)) &&
  ((isHan(text.charAt(start - 1)) && isHan(text.charAt(end))) || endsLikeCompany(text, start));

function isCalled(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 6), start);
  if (isAmongEnglish(before)) return false;
  const isCued = LATIN_CUE_BEFORE.test(before) && LATIN_CUE_AFTER.test(text.slice(end, end + 3));
  return isCued || isInFull(text, start, end) || (MEETS.test(before) && !leadsToEnding(text, end));
}

/** Nordic Pack AS, Brighton Foods: a word of companies stands at its end or goes on behind it. */
const LATIN_COMPANY = new RegExp(`^(?:[A-Za-z]+ ){1,2}(?:${LATIN_FORMS})(?![A-Za-z])`);
const isCompany = (words: string) => LATIN_COMPANY.test(words);

function findLatin(text: string): PersonFind[] {
  return [...text.matchAll(LATIN)].flatMap((match) => {
    const start = match.index;
    const end = start + match[0].length;
    if (
      NOT_LATIN_NAMES.test(match[0]) ||
      isCompany(match[0] + text.slice(end, end + 20)) ||
      !(isGiven(match[0]) || isCalled(text, start, end))
    )
      return [];
    return [{ start, end, name: match[0], by: "foreign" as const }];
  });
}

const SYLLABLES = new Set(TRANSLITERATION);
const isForeignWord = (word: string) => word !== "" && Array.from(word).every((character) => SYLLABLES.has(character));

/** Names in parts: 古丽·买买提, 扎西·次仁, 约翰·史密斯. */
const DOTTED = /[\u4e00-\u9fa5]{1,6}(?:[·•・][\u4e00-\u9fa5]{1,8}){1,3}/g;

function readDotted(match: RegExpExecArray): PersonFind {
  const words = match[0];
  const dot = words.search(/[·•・]/);
  const left = cutLeft(words, 0, dot);
  const lastPart = words.slice(Math.max(words.lastIndexOf("·"), words.lastIndexOf("•"), words.lastIndexOf("・")) + 1);
  let length = 0;
  while (length < lastPart.length && SYLLABLES.has(lastPart.charAt(length))) length++;
  if (lastPart.charAt(length) === "总") length++;
  const end = match.index + words.length - lastPart.length + Math.max(length, Math.min(2, lastPart.length));
  const start = match.index + left;
  return { start, end, name: words.slice(left, end - match.index), by: "foreign" };
}

/** 穆勒先生: a foreign name in characters, told by its form of address. */
const ADDRESSES =
  /先生|女士|小姐|太太|夫人|博士|教授|师傅|老师|老板|大哥|(?:总|副)?经理|主任|[厂院校店园场处科部]长|书记|主管|总监|会计|医生|大夫|总(?![部共价体额量结])/g;
/** Before the others words of a trade stand as well: 司机师傅. */
const OF_ANYBODY = /^(?:先生|女士|小姐|太太|夫人|博士|教授)$/;
const POST_WORDS = new Set(POSTS.split("|"));
/** 巴图总: before one character a word of two may be anything. */
const LEAST_BEFORE_ONE = 3;

/** 阿不都, 帕提古丽: 不 and 丽 are no syllables elsewhere. */
const isSyllable = (text: string, at: number) =>
  SYLLABLES.has(text.charAt(at)) || /[阿艾吾]不|古丽/.test(text.slice(at - 1, at + 1));

/** 巴图, 买买提: no word of the dictionary, no place, and no surname with a given name. */
function couldBeForeign(word: string): boolean {
  if (isPlace(word) || isWellKnown(word)) return false;
  if (word.length === 2) return isCoined(word) && !COMMON.has(word.charAt(0));
  const parts = wordsIn(word);
  return !parts.some((part) => part.length > 1 && isPlace(part)) && !(word.length === 3 && isFullName(word));
}

const isAddressed = (word: string, address: string) =>
  word.length >= (address.length === 1 ? LEAST_BEFORE_ONE : 2) && (OF_ANYBODY.test(address) || couldBeForeign(word));

type Edge = (text: string, at: number) => boolean;

/** Where the syllables that end at `end` begin, if a name may begin there. */
function startBefore(text: string, end: number, isLeftEdge: Edge): number | null {
  let start = end;
  while (start > 0 && end - start < 6 && isSyllable(text, start - 1)) start--;
  while (start < end - 1 && !isLeftEdge(text, start)) start++;
  return isLeftEdge(text, start) ? start : null;
}

function findAddressed(text: string, isLeftEdge: Edge): PersonFind[] {
  return [...text.matchAll(ADDRESSES)].flatMap((match) => {
    const at = match.index;
    const [address] = match;
    const start = startBefore(text, at, isLeftEdge);
    if (start === null || !isAddressed(text.slice(start, at), address)) return [];
    const end = at + address.length;
    const title = POST_WORDS.has(address) && { start: at, end, value: address };
    return [{ start, end, name: text.slice(start, end), by: "foreign" as const, ...(title && { title }) }];
  });
}

/** 巴特尔, but 肯德基: of three syllables a brand may be made as well, so the last must be one of names. */
const ENDS_LIKE_NAME = /.{4}|[江提汗木尔吉图措珠逊]$/;

/** 阿里木江说: whoever speaks or is spoken to, called by syllables that are no word. */
const SPEAKS =
  /(?<=^|[^\p{Script=Han}]|[跟和给找问催约见]|联系|拜访)(?<name>\p{Script=Han}{3,6}?)(?=说|讲|问|要|想|嫌|催|回[复了我]|约|来电|打电话|打来|发[来了]|答应|同意|那边|聊|谈|通了|签|付)/gu;

function findSpeaking(text: string): PersonFind[] {
  return [...text.matchAll(SPEAKS)].flatMap((match) => {
    const name = match.groups?.name ?? "";
    const start = match.index;
    const isName =
      Array.from(name).every((_, at) => isSyllable(text, start + at)) &&
      ENDS_LIKE_NAME.test(name) &&
      wordsIn(name).length > 1 &&
      couldBeForeign(name);
    return isName ? [{ start, end: start + name.length, name, by: "foreign" as const }] : [];
  });
}

/** Names that are not built of a Chinese surname and given name. */
export function findForeign(text: string, isLeftEdge: Edge): PersonFind[] {
  const dotted = [...text.matchAll(DOTTED)].map(readDotted);
  return [...findLatin(text), ...dotted, ...findAddressed(text, isLeftEdge), ...findSpeaking(text)];
}

/** A word of nothing but such syllables: 阿依努尔. */
export const looksForeign = (word: string) => word.length >= 3 && word.length <= 6 && isForeignWord(word);
