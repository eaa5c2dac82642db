import { toSimplified } from "../../../server/extractor/vocabulary/traditional";
import type { Said } from "./saidOf";

export interface Variant {
  text: string;
  /** What the variant says, where it is not what the original said. */
  said?: Said;
}

/** One labelled sentence with what the engine makes of it. */
export interface Original {
  text: string;
  isCommand: boolean;
  said: Said;
  /** Where the sum and the day of its first matter stand, if it has any. */
  sum: { start: number; end: number } | null;
  day: { start: number; end: number } | null;
  /** Picks one of a list, the same every time. */
  pick<T>(list: readonly T[]): T;
}

/** Null where the change cannot be made. */
export type Transformation = (original: Original) => Variant | null;

const inFree =
  (change: (original: Original) => string): Transformation =>
  (original) =>
    original.isCommand ? null : { text: change(original) };
const inAny =
  (change: (text: string) => string): Transformation =>
  ({ text }) => ({ text: change(text) });
const ofCommand =
  (change: (word: string, rest: string) => string | null): Transformation =>
  ({ text }) => {
    const [, word = "", rest = ""] = /^\s*[/／]\s*([\u4e00-\u9fa5]+)[ \u3000]+([^]+)$/.exec(text) ?? [];
    const changed = word === "" ? null : change(word, rest);
    return changed === null ? null : { text: changed };
  };

const GREETINGS = ["对了，", "哦对了", "嗯，", "记一下：", "小助手，", "你好，", "跟你说下，", "@CRM助手 "];
const THANKS = ["，谢谢", "谢谢啦", "，辛苦了", "～", "😊", "，就这样", "。以上", "，你记一下"];
const SMALL_TALK = ["。累死了", "。今天真冷", "，哈哈", "。我先去吃饭了", "。周末愉快", "。外面下大雨"];
const SHORT: Readonly<Record<string, string>> = { 跟进: "gj", 客户: "kh", 查: "c", 提醒: "tx", 商机: "sj", 拜访: "bf" };
const SURNAMES = Array.from("白钱金时安明万高马方笪于曾任关水商车").concat("欧阳", "诸葛", "司马");
const ADDRESSED = /^([\u4e00-\u9fa5])(总|工|姐|经理|主任|老板|老师|厂长|院长|店长)$/;

/** The sums and days said so, and what they are in yuan and as `from..to`. The days count from 22 November 2026, a Sunday. */
const SUMS: readonly (readonly [string, string])[] = [
  ["三十万", "300000"], ["30w", "300000"], ["300,000元", "300000"], ["12万8千", "128000"], ["5.8w", "58000"], ["27.5万", "275000"], ["8千块", "8000"], ["二三十万", "200000-300000"],
  ["一百二十万", "1200000"],
]; // prettier-ignore
const DAYS: readonly string[] = [
  "下周三",
  "明天上午10点",
  "12月3号",
  "月底前",
  "3天内",
  "礼拜五下午3点",
  "12/8",
  "后天14:30",
];

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Another surname in front of the same form of address. */
const otherSurname: Transformation = ({ text, said, pick }) => {
  const people = said.filter(({ field }) => field === "name").map(({ value }) => value);
  const name = people.find((one) => ADDRESSED.test(one));
  const surname = pick(SURNAMES);
  if (!name || text.includes(surname) || people.some((one) => one !== name && one.startsWith(name.charAt(0))))
    return null;
  if (said.some(({ field, value }) => field === "company" && value.includes(name.charAt(0)))) return null;
  const other = surname + name.slice(1);
  const renamed = (value: string) => value.replace(new RegExp(escaped(name), "g"), other);
  return {
    text: renamed(text),
    said: said.map(({ of, field, value }) => ({ of: renamed(of), field, value: renamed(value) })),
  };
};

const replaced = (text: string, { start, end }: { start: number; end: number }, words: string) =>
  text.slice(0, start) + words + text.slice(end);

const otherSum: Transformation = ({ text, said, sum, pick }) => {
  const [words, yuan] = pick(SUMS);
  const old = said.find(({ field }) => field === "amount");
  if (!sum || !old) return null;
  return { text: replaced(text, sum, words), said: said.map((one) => (one === old ? { ...one, value: yuan } : one)) };
};

/** The day itself is told by the time tests; here it must neither get lost nor bring anything else along. */
const otherDay: Transformation = ({ text, said, day, pick }) => {
  if (!day || said.filter(({ field }) => field === "due").length !== 1) return null;
  return {
    text: replaced(text, day, pick(DAYS)),
    said: said
      .filter(({ field }) => field !== "time")
      .map((one) => (one.field === "due" ? { ...one, value: "*" } : one)),
  };
};

const TO_TRADITIONAL = new Map(Array.from(toSimplified, ([traditional, simple]) => [simple, traditional]));
const KEPT = new Set("于后里面只几周台向系游制准借余吁尽冲曲卷发松");
const traditional = (text: string) =>
  Array.from(text, (one) => (KEPT.has(one) ? one : (TO_TRADITIONAL.get(one) ?? one))).join("");

const NUMERALS = "零一二三四五六七八九";
function inChinese(number: number): string {
  if (number < 10) return NUMERALS.charAt(number);
  const tens = Math.floor(number / 10);
  return `${tens === 1 ? "" : NUMERALS.charAt(tens)}十${number % 10 === 0 ? "" : NUMERALS.charAt(number % 10)}`;
}
const numerals = (text: string) =>
  text.replace(/(?<![\d.:/A-Za-z,-])(?!2(?!\d))(\d{1,2})(?=万|点(?!\d)|号|天|月\d)/g, (_, digits: string) =>
    inChinese(Number(digits)),
  );

export const TRANSFORMATIONS: Readonly<Record<string, Transformation>> = {
  "a greeting in front": inFree(({ text, pick }) => pick(GREETINGS) + text),
  "thanks behind": ({ text, pick }) =>
    /[?？]\s*$/.test(text) ? null : { text: text.replace(/[。！!]+$/, "") + pick(THANKS) },
  "small talk behind": (original) =>
    /[?？]/.test(original.text)
      ? null
      : inFree(({ text, pick }) => text.replace(/[。！!]+$/, "") + pick(SMALL_TALK))(original),
  "blanks around": inAny((text) => `  ${text} \n`),
  "signs of half width": inAny((text) => (/[\u2460-\u2473]/.test(text) ? text : text.normalize("NFKC"))),
  "no sign at the end": inAny((text) => text.replace(/[。！!]+$/, "")),
  "a slash of full width": ofCommand((word, rest) => `／${word}\u3000${rest}`),
  "a command in short": ofCommand((word, rest) => (SHORT[word] ? `/${SHORT[word]} ${rest}` : null)),
  "a command without a slash": ofCommand((word, rest) => (SHORT[word] ? `${word} ${rest}` : null)),
  "another surname": otherSurname,
  "another sum": otherSum,
  "another day": otherDay,
  "Chinese numerals": inAny(numerals),
  "traditional characters": inAny(traditional),
};
