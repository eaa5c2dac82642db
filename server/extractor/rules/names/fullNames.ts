import { COMMON_WORDS } from "../../vocabulary/edges";
import * as names from "../../vocabulary/names";
import { COMMON, COMPOUND, GIVEN, RARE } from "./nameParts";
import { wordsIn } from "../text/words";

const isGiven = (given: string) =>
  given !== "" && given.length <= 2 && Array.from(given).every((one) => GIVEN.has(one));

/** Behind a compound surname nearly any character is a given name; these are not. */
export const isFreeGiven = (given: string) =>
  /^[\u4e00-\u9fa5]{1,2}$/.test(given) && !/[的了说在是要和跟总工他她它们给来打也都就把让问约去见有带]/.test(given);

/** 教学总监 芮敏: behind a post even a rare surname begins a name of two characters. */
const AFTER_POST =
  /(?:总监|经理|主任|主管|采购|会计|助理|姓名|联系人|书记|支书|法人|老板|合伙人|[长员师部科处室])[\s:]{1,2}$/;

const hasSurname = (words: string) =>
  COMMON.has(words.charAt(0)) || (RARE.has(words.charAt(0)) && (words.length === 3 || beginsLikeNoWord(words)));

/** 綦悦: what hardly is anything but a surname, where both characters are no word. */
const beginsLikeNoWord = (words: string) => names.ONLY_SURNAMES.includes(words.charAt(0)) && wordsIn(words).length > 1;

/** 法人 留建平: what a form calls a name may have any surname. */
const AFTER_LABEL = /(?:姓名|联系人|对接人|负责人|经办人|法人)[\s:]{1,2}$/;

export type Behind = "post" | "label" | null;

export function behindAt(text: string, at: number): Behind {
  const before = text.slice(Math.max(0, at - 5), at);
  if (AFTER_LABEL.test(before)) return "label";
  return AFTER_POST.test(before) ? "post" : null;
}

/** 教学总监 芮敏: behind a post a rare surname is enough, where the characters are no word. */
const isBehindPost = (words: string, behind: Behind) =>
  wordsIn(words).length > 1 &&
  (RARE.has(words.charAt(0))
    ? behind !== null
    : behind === "label" && words.length === 3 && !names.NO_SURNAMES.includes(words.charAt(0)));

export function isFullName(words: string, behind: Behind = null): boolean {
  if (words.length > 2 && COMPOUND.has(words.slice(0, 2))) return isFreeGiven(words.slice(2));
  const known = hasSurname(words) || isBehindPost(words, behind);
  // 厂长 庞大海: behind a post the third character makes a name of a word.
  const isWord = COMMON_WORDS.has(words.slice(0, 2)) && !(behind !== null && words.length === 3);
  return known && !isWord && isGiven(words.slice(1));
}

/** 秦岭, 高兴: a word that somebody may be called as well. */
const { THING, STATE, ADVERB } = names.WORDS_AS_NAMES;

/** 夏天工说, 高兴经理的: nothing but somebody speaks, or has something. */
const SOMEBODY_ACTS =
  /^(?:$|[\s,，。;；:：!！?？、()（）]|说(?!明)|讲|的(?!话|时候)|那[边头]|来[电信]|打来|打电话|打了|发[来了我]|回[复了我]|约|同意|问|催|答应|反馈|嫌|告诉|通知|电话|手机|微信|[他她]|今|明|昨|上午|下午)/;

/** The word right before a title is what somebody is called: 夏天工, 高兴经理, 马上总. */
export function isWordWithTitle(text: string, place: { start: number; end: number }, title: string): boolean {
  const word = text.slice(place.start, place.end);
  if (!SOMEBODY_ACTS.test(text.slice(place.end + title.length))) return false;
  return THING.has(word) || STATE.has(word) || (ADVERB.has(word) && /^(?:总|总工|工|董|姐|哥|先生|女士)$/.test(title));
}

/** 运营总监花蕾，微信…: behind a post, and with how to reach them. */
const isReachedAt = (text: string, at: number, word: string) =>
  (COMMON.has(word.charAt(0)) || RARE.has(word.charAt(0))) &&
  isGiven(word.slice(1)) &&
  /^[\s,，:：]*(?:微信|电话|手机|邮箱|vx|wx|\+?1\d{10})/i.test(text.slice(at + word.length));

/** 采购总监秦岭来电, 联系人:高兴: behind a post or what a form calls a name the word is one. */
export function isWordBehind(text: string, at: number, word: string): boolean {
  if (!SOMEBODY_ACTS.test(text.slice(at + word.length))) return false;
  const before = text.slice(Math.max(0, at - 6), at);
  if (isReachedAt(text, at, word) && POST_BEFORE.test(before)) return true;
  if (THING.has(word)) return POST_BEFORE.test(before) || CALLED.test(before);
  return (STATE.has(word) || ADVERB.has(word)) && CALLED.test(before);
}
const POST_BEFORE = new RegExp(`(?:总监|经理|主任|主管|采购|会计|书记|总工|[厂院校园店馆站处科部局]长)\\s?$`, "u");
const CALLED = /(?:(?:姓名|联系人|对接人|负责人|经办人|法人)\s?[:：]?\s?|名叫|叫做|叫)$/;
