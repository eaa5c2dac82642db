import type { PersonalField } from "./shared/fields";
import { WECHAT_CUES, WECHAT_LINKS } from "./shared/text/zhCN/personalCues";
import { vault } from "./vault";

/** How a phone, WeChat id or e-mail address lies in the database. */
export interface StoredPersonal {
  sealed: string;
  /** Keyed hash of the whole value in its normal form. */
  hash: string;
  /** Keyed hash of the last four digits; null where there are fewer. */
  tail: string | null;
}

type PersonalKind = PersonalField["of"];

/** The form in which two spellings of one phone, WeChat id or address are equal. */
export function normalizePersonal(kind: PersonalKind, value: string): string {
  if (kind !== "phone") return value.trim().toLowerCase();
  const digits = value.replace(/\D/g, "");
  return digits.length > 11 && digits.startsWith("86") ? digits.slice(2) : digits;
}

export const personalHash = (kind: PersonalKind, value: string) =>
  vault().fingerprint(`${kind}:${normalizePersonal(kind, value)}`);

export const tailHash = (lastFour: string) => vault().fingerprint(`tail:${lastFour}`);

export function storePersonal(kind: PersonalKind, value: string): StoredPersonal {
  const normal = kind === "phone" ? normalizePersonal(kind, value) : value.trim();
  const lastFour = /\d{4}$/.exec(normal)?.[0];
  return { sealed: vault().seal(normal), hash: personalHash(kind, value), tail: lastFour ? tailHash(lastFour) : null };
}

export const readPersonal = (stored: StoredPersonal): string => vault().open(stored.sealed);

/** A piece of personal data cut out of running text; `⟦n⟧` stands in its place. */
export interface RedactedText {
  text: string;
  cuts: StoredPersonal[];
}

const EMAIL = String.raw`[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+`;
const MOBILE = String.raw`(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)`;
const LANDLINE = String.raw`(?<!\d)0\d{2,3}[ -]?[2-9]\d{6,7}(?!\d)`;
const WECHAT = String.raw`(?<=(?:${WECHAT_CUES.join("|")})[${WECHAT_LINKS}]{0,3})[A-Za-z][\w-]{5,19}`;
const PERSONAL = new RegExp(`(?<email>${EMAIL})|(?<phone>${MOBILE}|${LANDLINE})|(?<wechat>${WECHAT})`, "gi");

type Cut = { kind: PersonalKind; value: string };

function replacePersonal(text: string, replace: (cut: Cut) => string): string {
  return text.replace(PERSONAL, (match, ...rest) => {
    const groups = rest.at(-1) as Record<PersonalKind, string | undefined>;
    const kind = groups.email ? "email" : groups.phone ? "phone" : "wechat";
    return replace({ kind, value: match });
  });
}

/** Cuts phones, WeChat ids and e-mail addresses out of a text, so that the rest may be stored and searched in clear. */
export function redact(text: string): RedactedText {
  const cuts: StoredPersonal[] = [];
  // A text that already holds our brackets must not be able to point at somebody's number.
  const escaped = text.replaceAll("⟦", "〚").replaceAll("⟧", "〛");
  const redacted = replacePersonal(escaped, ({ kind, value }) => {
    cuts.push({ ...storePersonal(kind, value), sealed: vault().seal(value) });
    return `⟦${cuts.length - 1}⟧`;
  });
  return { text: redacted, cuts };
}

export const restore = ({ text, cuts }: RedactedText): string =>
  text.replace(/⟦(\d+)⟧/g, (mark, index: string) => {
    const cut = cuts[Number(index)];
    return cut ? readPersonal(cut) : mark;
  });

/** For sums over stored rows: what was cut out stays out. */
export const withoutCuts = (stored: string): string => stored.replace(/⟦\d+⟧/g, "…");

/** For logs: what is personal becomes its kind and its last two characters. */
export const mask = (text: string): string => replacePersonal(text, ({ value }) => `***${value.slice(-2)}`);
