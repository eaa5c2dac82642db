import type { RecyclingAnswer } from "../../models/shared/contracts/pool";
import { findUserNames } from "../queries/findNames";
import { reasonSentence } from "../queries/planRecycling";
import type { Rehearsal } from "../queries/rehearseRecycling";
import { presentInstant } from "./presentInstant";

const MOST = 200;

/** A rehearsal as JSON; the first to go, as many as somebody reads. */
export async function presentRehearsal({ runsAt, tonight, total, seen }: Rehearsal): Promise<RecyclingAnswer> {
  const shown = seen.slice(0, MOST);
  const names = new Map(await findUserNames([...new Set(shown.map(({ owner }) => owner))]));
  return {
    runsAt: presentInstant(runsAt),
    tonight,
    total,
    items: shown.map(({ customer, owner, reason, warnedAt, goesAt }) => ({
      customer: customer.id,
      customerName: customer.name,
      owner,
      ownerName: names.get(owner) ?? null,
      reason: reasonSentence(reason),
      isWarned: warnedAt !== null,
      goesAt: presentInstant(goesAt),
    })),
  };
}
