import { CLAIM, CLAIM_SOME, LOOK, REHEARSE, RELEASE, REST_CLAIM, REST_RELEASE, REST_SOME } from "../vocabulary/pool";

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

/** What is wanted of the pool in free words; null for everything else. */
export function readPoolOrder(text: string): PoolOrder | null {
  const said = text.trim();
  const some = CLAIM_SOME.exec(said)?.groups;
  if (some) return { verb: "claimSome", count: countOf(some.count ?? "") };
  const release = RELEASE.exec(said)?.groups;
  if (release) return toRelease(release);
  if (REHEARSE.test(said)) return { verb: "rehearse" };
  if (LOOK.test(said)) return { verb: "look", words: "" };
  const claim = CLAIM.exec(said)?.groups;
  return claim ? { verb: "claim", customer: claim.customer ?? claim.from ?? claim.other ?? "" } : null;
}

/** The same behind the command: `/公海 领 3`, `/公海 宁波`. */
export function readPoolCommand(rest: string): PoolOrder {
  const said = rest.trim();
  const some = REST_SOME.exec(said)?.groups;
  if (some) return { verb: "claimSome", count: countOf(some.count ?? "") };
  const claim = REST_CLAIM.exec(said)?.groups;
  if (claim) return { verb: "claim", customer: claim.customer ?? "" };
  const release = REST_RELEASE.exec(said)?.groups;
  if (release) return toRelease(release);
  return REHEARSE.test(said) ? { verb: "rehearse" } : { verb: "look", words: said };
}
