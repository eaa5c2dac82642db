import { pinyin } from "pinyin-pro";

/**
 * Substring, pinyin and initials search without a text index: a row keeps short keys of its searchable words under one multikey index,
 * a query asks for all keys of its own words, and what comes back is checked against `searchText`.
 *
 * Han and literal text: single characters and pairs. Latin, pinyin and initials: pairs and triples.
 */
const MAX_KEYS = 400;
const MAX_TEXT = 2000;

export const foldText = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, "");

const isLatin = (text: string) => /^[a-z0-9]+$/.test(text);

function grams(text: string, size: number): string[] {
  const characters = [...text];
  return characters
    .slice(0, Math.max(0, characters.length - size + 1))
    .map((_, i) => characters.slice(i, i + size).join(""));
}

/** Pinyin and initials of a name, e.g. 鼎盛 → `dingsheng`, `ds`. */
export function spell(name: string): { full: string; initials: string } {
  const syllables = pinyin(name, { toneType: "none", type: "array", nonZh: "consecutive", surname: "head", v: true });
  const parts = syllables.map(foldText).filter(Boolean);
  return { full: parts.join(""), initials: parts.map((part) => part[0]).join("") };
}

export interface Searchable {
  /** Found by substring, pinyin and initials. */
  names: string[];
  /** Found by substring of two characters or more. */
  texts: string[];
}

export interface SearchFields {
  searchKeys: string[];
  searchText: string;
}

/** What a row stores to be found. */
export function toSearchFields({ names, texts }: Searchable): SearchFields {
  const spelled = names.flatMap((name) => {
    const { full, initials } = spell(name);
    return [foldText(name), full, initials];
  });
  const folded = texts.map((text) => foldText(text).slice(0, MAX_TEXT));
  const keys = new Set<string>();
  for (const word of spelled) for (const size of [1, 2, 3]) grams(word, size).forEach((gram) => keys.add(gram));
  for (const text of folded)
    for (const size of [2, 3])
      grams(text, size)
        .filter((g) => size === 2 || isLatin(g))
        .forEach((g) => keys.add(g));
  return {
    searchKeys: [...keys].slice(0, MAX_KEYS),
    searchText: [...spelled, ...folded]
      .filter(Boolean)
      .join("|")
      .slice(0, 2 * MAX_TEXT),
  };
}

export interface SearchQuery {
  /** Every one of these must be among the row's keys. */
  keys: string[];
  matches(searchText: string): boolean;
}

/** Several words must all be found. Null when nothing searchable was typed. */
export function toSearchQuery(input: string): SearchQuery | null {
  const words = input.split(/\s+/).map(foldText).filter(Boolean).slice(0, 5);
  if (words.length === 0) return null;
  const keys = words.flatMap((word) => {
    const length = [...word].length;
    return grams(word, Math.min(length, isLatin(word) ? 3 : 2)).slice(0, 8);
  });
  return { keys: [...new Set(keys)], matches: (searchText) => words.every((word) => searchText.includes(word)) };
}
