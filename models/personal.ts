import { findPersonal, replacePersonal, type PersonalKind } from "./shared/values/personalText";
import { vault } from "./vault";

/** How a phone, WeChat id or e-mail address lies in the database. */
export interface StoredPersonal {
  sealed: string;
  /** Keyed hash of the whole value in its normal form. */
  hash: string;
  /** Keyed hash of the last four digits; null where there are fewer. */
  tail: string | null;
}

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

/** Texts without the personal data in them; `⟦n⟧` stands in the place of the n-th piece cut out. */
export interface Redacted {
  texts: string[];
  cuts: StoredPersonal[];
}

/** Cuts phones, WeChat ids and e-mail addresses out of texts, so that the rest may be stored and searched in clear. */
export function redact(texts: readonly string[]): Redacted {
  const cuts: StoredPersonal[] = [];
  // A text that already holds our brackets must not be able to point at somebody's number.
  const escaped = texts.map((text) => text.replaceAll("⟦", "〚").replaceAll("⟧", "〛"));
  const redacted = escaped.map((text) =>
    replacePersonal(text, ({ kind, value, start, end }) => {
      cuts.push({ ...storePersonal(kind, value), sealed: vault().seal(text.slice(start, end)) });
      return `⟦${cuts.length - 1}⟧`;
    }),
  );
  return { texts: redacted, cuts };
}

export const restore = (text: string, cuts: readonly StoredPersonal[]): string =>
  text.replace(/⟦(\d+)⟧/g, (mark, index: string) => {
    const cut = cuts[Number(index)];
    return cut ? readPersonal(cut) : mark;
  });

/** Words as they are stored and searched: what is personal in them stands in no key. */
export const withoutPersonal = (text: string): string => replacePersonal(text, () => "…");

/** For sums over stored rows: what was cut out stays out. */
export const withoutCuts = (stored: string): string => stored.replace(/⟦\d+⟧/g, "…");

/** The key another program has for something: as it is, or its keyed hash where somebody's number is in it. */
export const impersonalKey = (key: string): string =>
  findPersonal(key).length > 0 ? vault().fingerprint(`key:${key}`) : key;

/** For logs: what is personal becomes its kind and its last two characters. */
export const mask = (text: string): string => replacePersonal(text, ({ value }) => `***${value.slice(-2)}`);
