import { WECHAT_CUES, WECHAT_LINKS } from "../text/zhCN/personalCues";

export type PersonalKind = "phone" | "wechat" | "email";

export interface PersonalFind {
  kind: PersonalKind;
  /** In half-width signs. */
  value: string;
  start: number;
  end: number;
}

/** Not the middle of a longer number, nor decimals. */
const NUMBER_STARTS = String.raw`(?<!\d)(?<!\d\.)`;
const EMAIL = String.raw`[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+`;
const MOBILE = String.raw`${NUMBER_STARTS}(?:(?:\+?86|0086)[ -]?)?1[3-9]\d(?:[ .-]?\d){8}(?!\d)`;
const LANDLINE = String.raw`${NUMBER_STARTS}0\d{2,3}[ -]?[2-9](?:[ -]?\d){6,7}(?!\d)`;
const WECHAT = String.raw`(?<=(?:${WECHAT_CUES.join("|")}) ?(?:${WECHAT_LINKS.join("|")})? {0,2})[A-Za-z][\w-]{5,19}|\bwxid_[a-z0-9]{4,30}`;
const PERSONAL = new RegExp(`(?<email>${EMAIL})|(?<phone>${MOBILE}|${LANDLINE})|(?<wechat>${WECHAT})`, "gi");

/** Full-width letters, digits and signs as the half-width ones they stand for: as long as before. */
const narrow = (text: string) =>
  text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll("　", " ");

/** Phones, WeChat ids and e-mail addresses in a text. */
export function findPersonal(text: string): PersonalFind[] {
  return [...narrow(text).matchAll(PERSONAL)].map((match) => {
    const kind = match.groups?.email ? "email" : match.groups?.phone ? "phone" : "wechat";
    return { kind, value: match[0], start: match.index, end: match.index + match[0].length };
  });
}

export function replacePersonal(text: string, replace: (find: PersonalFind) => string): string {
  let replaced = "";
  let from = 0;
  for (const find of findPersonal(text)) {
    replaced += text.slice(from, find.start) + replace(find);
    from = find.end;
  }
  return replaced + text.slice(from);
}
