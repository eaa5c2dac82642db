import { CLAIM, CLAIM_SOME, LOOK, REHEARSE, RELEASE, REST_CLAIM, REST_RELEASE, REST_SOME } from "../../vocabulary/pool";

/** A sentence about the public pool. */
export type PoolOrder =
  | { verb: "look"; words: string }
  | { verb: "claimSome"; count: number }
  | { verb: "claim"; customer: string }
  | { verb: "release"; customer: string; reason: string | null }
  | { verb: "rehearse" };

const COUNTS = "一二三四五六七八九十";

const countOf = (said: string): number => {
  const word = said === "两" ? "二" : said;
  return COUNTS.includes(word) ? COUNTS.indexOf(word) + 1 : Number(word);
};

type Groups = Record<string, string | undefined>;

const toRelease = ({ customer, other = "", why, reason }: Groups): PoolOrder => ({
  verb: "release",
  customer: customer ?? other,
  reason: (why ?? reason)?.trim() || null,
});

interface Reader {
  pattern: RegExp;
  read(groups: Groups): PoolOrder;
}

const toSome = ({ count = "" }: Groups): PoolOrder => ({ verb: "claimSome", count: countOf(count) });
const toClaim = ({ customer, from, other = "" }: Groups): PoolOrder => ({
  verb: "claim",
  customer: customer ?? from ?? other,
});
const toRehearse = (): PoolOrder => ({ verb: "rehearse" });

const IN_WORDS: readonly Reader[] = [
  { pattern: CLAIM_SOME, read: toSome },
  { pattern: RELEASE, read: toRelease },
  { pattern: REHEARSE, read: toRehearse },
  { pattern: LOOK, read: () => ({ verb: "look", words: "" }) },
  { pattern: CLAIM, read: toClaim },
];

const BEHIND_COMMAND: readonly Reader[] = [
  { pattern: REST_SOME, read: toSome },
  { pattern: REST_CLAIM, read: toClaim },
  { pattern: REST_RELEASE, read: toRelease },
  { pattern: REHEARSE, read: toRehearse },
];

function readBy(readers: readonly Reader[], text: string): PoolOrder | null {
  for (const { pattern, read } of readers) {
    const said = pattern.exec(text);
    if (said) return read(said.groups ?? {});
  }
  return null;
}

/** What is wanted of the pool in free words; null for everything else. */
export const readPoolOrder = (text: string): PoolOrder | null => readBy(IN_WORDS, text.trim());

/** The same behind the command: `/公海 领 3`, `/公海 宁波`. */
export const readPoolCommand = (rest: string): PoolOrder =>
  readBy(BEHIND_COMMAND, rest.trim()) ?? { verb: "look", words: rest.trim() };
