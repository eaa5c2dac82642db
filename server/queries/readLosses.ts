import { models } from "../../models";
import { withoutCuts } from "../../models/personal";
import type { Losses } from "../../models/shared/contracts/selling";
import { addDays, instantOf, type Day } from "../../models/shared/values/day";
import type { Ctx } from "../context";
import { readableBy } from "./readable";

interface Tally {
  _id: string | null;
  count: number;
  amount: number;
}

const TALLY = { count: { $sum: 1 }, amount: { $sum: "$amount" } };

const byWeight = (a: Tally, b: Tally) => b.count - a.count || b.amount - a.amount;

/** Why deals were lost in a time, and to whom. */
export async function readLosses(
  ctx: Ctx,
  { from, to, owner }: { from: Day; to: Day; owner?: string | undefined },
): Promise<Losses> {
  const lostThen = { stage: "lost", stageChangedAt: { $gte: instantOf(from), $lt: instantOf(addDays(to, 1)) } };
  const match = { $match: { $and: [...readableBy(ctx, "opportunity", ["amount"]), owner ? { owner } : {}, lostThen] } };
  const reasons = await models.opportunity.aggregate<Tally>([match, { $group: { _id: "$lossReason", ...TALLY } }]);
  const rivals = await models.opportunity.aggregate<Tally>([
    match,
    { $unwind: "$competitors" },
    { $group: { _id: "$competitors", ...TALLY } },
  ]);
  return {
    from,
    to,
    reasons: reasons
      .toSorted(byWeight)
      .map(({ _id, count, amount }) => ({ reason: _id && withoutCuts(_id), count, amount })),
    competitors: rivals
      .toSorted(byWeight)
      .map(({ _id, count, amount }) => ({ name: withoutCuts(_id ?? ""), count, amount })),
  };
}
