import { REASONS, type Candidate, type MatchReason } from "./types";

/** In this order one reason outweighs the next; the lower ones together never decide. */
const POINTS: Record<MatchReason, number> = {
  exactName: 90,
  phone: 80,
  learned: 70,
  recent: 16,
  openDeal: 10,
  sameCompany: 8,
  sameBranch: 6,
  soundsLike: 0,
  groupBound: 0,
};
const SURE = 100;
const UNSURE = 60;
const BAR = SURE;
/** So far the first must be ahead of the second to be taken without asking. */
const MARGIN = 50;

export const scoreOf = (isSure: boolean, reasons: readonly MatchReason[]): number =>
  reasons.reduce((sum, reason) => sum + POINTS[reason], isSure ? SURE : UNSURE);

export const inOrder = (reasons: Iterable<MatchReason>): MatchReason[] => {
  const given = new Set(reasons);
  return REASONS.filter((reason) => given.has(reason));
};

/**
 * What a colleague is used to mean by a name counts only while nobody else of that name is being talked to:
 * of two that are, either may be meant.
 */
export function dropDoubtfulHabit(candidates: Candidate[]): Candidate[] {
  const others = candidates.filter((candidate) => !candidate.reasons.includes("learned"));
  if (!others.some((candidate) => candidate.isActive)) return candidates;
  return candidates.map((candidate) => {
    const reasons = candidate.reasons.filter((reason) => reason !== "learned");
    return { ...candidate, reasons, score: scoreOf(candidate.isSure, reasons) };
  });
}

/** The one that is certain; null when somebody has to be asked. */
export function decide(candidates: Candidate[]): Candidate | null {
  const bound = candidates.filter((candidate) => candidate.reasons.includes("groupBound"));
  const [only] = bound;
  if (only && bound.length === 1 && only.isSure && !candidates.some(isNamedOtherwise(only))) return only;
  const [first, second] = candidates.toSorted((a, b) => b.score - a.score);
  if (!first?.isSure || first.score < BAR) return null;
  return second && first.score - second.score < MARGIN ? null : first;
}

/** In a customer's group everybody else has to be named outright. */
const isNamedOtherwise = (bound: Candidate) => (other: Candidate) =>
  other !== bound && other.reasons.includes("exactName") && !bound.reasons.includes("exactName");
