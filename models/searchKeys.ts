import { pinyin } from "pinyin-pro";
import { surnameOf } from "./shared/values/address";
import { bareCompany, spokenNames } from "./shared/values/companyName";

/**
 * Substring, pinyin and initials search without a text index: a row keeps short keys of its searchable words under one multikey index,
 * a query asks for all keys of its own words, and what comes back is checked against `searchText`.
 *
 * Han and literal text: single characters and pairs. Latin and initials: triples too. Pinyin: pairs where a syllable begins, and triples.
 * Beside them stand keys for a whole name: `=` as written, `~` as heard, `^` the surname as heard. Nothing that is typed can hold these signs.
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
export function spell(name: string): { parts: string[]; full: string; initials: string } {
  const syllables = pinyin(name, { toneType: "none", type: "array", nonZh: "consecutive", surname: "head", v: true });
  const parts = syllables.map(foldText).filter(Boolean);
  return { parts, full: parts.join(""), initials: parts.map((part) => part[0]).join("") };
}

/** Every key under which a query may look for a word as it is written: see `toSearchQuery`. */
const literalKeys = (word: string): string[] => [
  ...grams(word, 1),
  ...grams(word, 2),
  ...grams(word, 3).filter(isLatin),
];

/** The keys of a name's words as they stand, as they sound and by their first letters. */
function nameKeys(name: string): string[] {
  const { parts, full, initials } = spell(name);
  const openings = parts.map((part) => part.slice(0, 2)).filter(({ length }) => length === 2);
  return [...literalKeys(foldText(name)), ...openings, ...grams(full, 3), ...literalKeys(initials)];
}

/** What speech is heard wrong by most: retroflex and flat, front and back nasals. */
const blur = (syllable: string) => syllable.replace(/^([zcs])h/, "$1").replace(/([aei])ng$/, "$1n");

const syllablesOf = (name: string, toneType: "none" | "num") =>
  pinyin(name, { toneType, type: "array", nonZh: "consecutive", surname: "head", v: true })
    .map(foldText)
    .filter(Boolean);

/** How a name sounds to somebody who is not sure of tones and of zh or z. */
export const soundOf = (name: string): string => syllablesOf(foldText(name), "none").map(blur).join("-");

/** How a name is spoken, with its tones and without. */
export const spokenAs = (name: string): { toned: string; plain: string } => ({
  toned: syllablesOf(foldText(name), "num").join("-"),
  plain: syllablesOf(foldText(name), "none").join("-"),
});

/** Words of a text and the key under which a name that sounds so is found. */
export interface Sounding {
  words: string;
  key: string;
}

const SHORTEST_HEARD = 2;
const LONGEST_HEARD = 6;

/** Every few characters of a text, as they sound. */
export function soundsIn(text: string): Sounding[] {
  return (text.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) => {
    const characters = [...run];
    const syllables = syllablesOf(run, "none").map(blur);
    if (syllables.length !== characters.length) return [];
    return characters.flatMap((_, start) =>
      Array.from({ length: LONGEST_HEARD - SHORTEST_HEARD + 1 }, (_unused, more) => start + SHORTEST_HEARD + more)
        .filter((end) => end <= characters.length)
        .map((end) => ({
          words: characters.slice(start, end).join(""),
          key: `~${syllables.slice(start, end).join("-")}`,
        })),
    );
  });
}

/** The company's name in the form in which two spellings of it are equal. */
export const nameKey = (name: string) => `=${foldText(bareCompany(name))}`;
export const soundKey = (name: string) => `~${soundOf(name)}`;
export const surnameKey = (surname: string) => `^${soundOf(surname)}`;

const wholeNameKeys = (name: string): string[] => [
  nameKey(name),
  ...spokenNames(name).map(soundKey),
  surnameKey(surnameOf(name)),
];

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
  const keys = new Set<string>([...names.flatMap(wholeNameKeys), ...names.flatMap(nameKeys)]);
  for (const text of folded) for (const key of [...grams(text, 3).filter(isLatin), ...grams(text, 2)]) keys.add(key);
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
  /** Those of them that are worth looking up: where a word holds a number, its digits are rarer than what stands around them. */
  leads: string[];
  matches(searchText: string): boolean;
}

const MOST_KEYS_OF_WORD = 8;

function keysOfWord(word: string): Omit<SearchQuery, "matches"> {
  const triples = grams(word, 3).filter(isLatin);
  const pairs = grams(word, Math.min([...word].length, 2));
  const keys = isLatin(word) && triples.length > 0 ? triples : [...triples, ...pairs];
  const numbers = triples.length > 0 ? triples : pairs.filter(isLatin);
  const leads = numbers.length > 0 ? numbers : keys;
  return { keys: keys.slice(0, MOST_KEYS_OF_WORD), leads: leads.slice(0, MOST_KEYS_OF_WORD) };
}

/** Several words must all be found. Null when nothing searchable was typed. */
export function toSearchQuery(input: string): SearchQuery | null {
  const words = input.split(/\s+/).map(foldText).filter(Boolean).slice(0, 5);
  if (words.length === 0) return null;
  const each = words.map(keysOfWord);
  return {
    keys: [...new Set(each.flatMap(({ keys }) => keys))],
    leads: [...new Set(each.flatMap(({ leads }) => leads))],
    matches: (searchText) => words.every((word) => searchText.includes(word)),
  };
}
