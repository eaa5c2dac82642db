import { findPhoneNumbersInText } from "libphonenumber-js/max";

export interface TextFind {
  start: number;
  end: number;
  value: string;
}

const EXTENSION = /(\d{7,8})\s?(?:-|转|分机号?|ext\.?)\s?(\d{1,5})(?!\d)/gi;
const SERVICE = /(?<!\d)[48]00[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)/g;
const MOBILE = /(?<![\d.])(?:\+?86[ -]?|0086[ -]?)?1[3-9]\d(?:[ -]?\d){8}(?!\d)/g;
const LANDLINE = /(?<![\d.])\(?0(?:10|2\d|[3-9]\d{2})\)?[ -]?\d{3,4}[ -]?\d{4}(?!\d)/g;
const NOT_AFTER = /^\s?(?:元|万|块|台|个|件|套|吨|%|w(?![a-z])|k(?![a-z]))/i;
const NOT_BEFORE =
  /(?:QQ|订单号?|单号|编号|账号|卡号|税号|身份证号?|证号|合同号|工号|流水号|¥|￥|金额|总价)\s?[:是为]?\s?$/i;

/** Digits only; +86 is dropped, an area code stays joined. */
const toDigits = (words: string) => words.replace(/\D/g, "").replace(/^(?:00)?86(?=1\d{10}$)/, "");

/** An extension is no part of the number; hidden from the library, since it would spoil the match. */
function hideExtensions(text: string): string {
  return text.replace(EXTENSION, (all, number: string) => number + " ".repeat(all.length - number.length));
}

/** The library's search is slow on long digits-only texts and needs no more than a message. */
const MAX_TEXT = 2000;

function byLibrary(text: string): TextFind[] {
  if (!/\d[\d\s()-]{5,}\d/.test(text)) return [];
  return findPhoneNumbersInText(text.slice(0, MAX_TEXT), "CN").map(({ startsAt, endsAt, number }) => ({
    start: startsAt,
    end: endsAt,
    value: number.countryCallingCode === "86" ? toDigits(text.slice(startsAt, endsAt)) : number.number,
  }));
}

function byPattern(text: string, pattern: RegExp): TextFind[] {
  return [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    value: toDigits(match[0]),
  }));
}

/** Phone numbers in normalised text: mobiles, landlines with or without extension, 400 and 800 numbers. */
export function findPhones(text: string): TextFind[] {
  const plain = hideExtensions(text);
  const finds = [
    ...byPattern(plain, MOBILE),
    ...byPattern(plain, LANDLINE),
    ...byPattern(plain, SERVICE),
    ...byLibrary(plain),
  ];
  const kept: TextFind[] = [];
  for (const find of finds.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const overlaps = kept.some((other) => find.start < other.end && find.end > other.start);
    const refused =
      NOT_AFTER.test(text.slice(find.end, find.end + 4)) ||
      NOT_BEFORE.test(text.slice(Math.max(0, find.start - 8), find.start));
    if (!overlaps && !refused && find.value.length >= 7) kept.push(find);
  }
  return kept;
}

/** The number words consist of, and of nothing besides; null for other words. */
export function phoneAlone(text: string): string | null {
  const words = text.trim();
  const [only, ...others] = findPhones(words);
  return only && others.length === 0 && only.start === 0 && only.end === words.length ? only.value : null;
}

const EMAIL = /[a-zA-Z0-9][a-zA-Z0-9._%+-]{0,63}@[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){0,4}\.[a-zA-Z]{2,24}/g;

export function findEmails(text: string): TextFind[] {
  return [...text.matchAll(EMAIL)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    value: match[0],
  }));
}

const WECHAT =
  /(?:微信号?|v信|vx|wx|wechat|weixin|薇信|威信|加v|\+v)\s?(?:号|id)?\s?(?:是|为|:|：|换成|换为|改成|改为|更新为)?了?\s{0,2}([a-zA-Z][-_a-zA-Z0-9]{5,19})(?![a-zA-Z0-9@])/gi;
/** 加了微信，号是 haichuan88: the word and its number, apart. */
const APART_WECHAT =
  /(?:微信|v信|vx|wx)[^\n。;；]{0,8}[,，\s](?:微信)?(?:号码?|id|账号)(?:是|为|:|：)\s?([a-zA-Z][-_a-zA-Z0-9]{5,19})(?![a-zA-Z0-9@])/gi;
/** 微信推给我了 ben_wuye2020: some words between, but a digit or a sign in the id. */
const LOOSE_WECHAT = /微信[^。;；\n]{0,10}[\s,，](?=[a-z]*[-_\d])([a-z][-_a-z0-9]{5,19})(?![a-zA-Z0-9@])/gi;
const BARE_WECHAT = /(?<![a-zA-Z0-9_])wxid_[a-z0-9]{4,30}/gi;
const SAME_NUMBER =
  /(?:微信|v信|vx|wx|v)\s?(?:与|和|跟|同)?(?:手机|电话)?(?:号码?)?(?:同号|同步|同手机号?|同电话|一样|一致)|(?:手机|电话)(?:和|与|跟)?微信(?:号)?(?:同号|一样|一致)|(?:手机|电话)?同微信|微信号?(?:就|也)?是(?:她|他|这个|本人)?(?:的)?(?:手机|电话)(?:号码?)?(?![:：\s]*1?\d)/i;

export function findWechats(text: string): TextFind[] {
  const named = [WECHAT, APART_WECHAT, LOOSE_WECHAT]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map((match) => {
      const value = match[1] ?? "";
      const end = match.index + match[0].length;
      return { start: end - value.length, end, value };
    });
  const bare = [...text.matchAll(BARE_WECHAT)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    value: match[0],
  }));
  return [...named, ...bare.filter((find) => !named.some((other) => other.start === find.start))];
}

/** 微信同号: where the WeChat id is the phone number. */
export function findSameNumber(text: string): { start: number; end: number } | null {
  const match = SAME_NUMBER.exec(text);
  return match && { start: match.index, end: match.index + match[0].length };
}
