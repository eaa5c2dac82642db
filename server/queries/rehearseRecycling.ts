import type { PoolRules } from "../../models/shared/values/pool";
import type { Ctx } from "../context";
import { canChangeSettings, may } from "../policies";
import { readScope, toFilter } from "../policies/scope";
import { isDue, nextRecycling, planRecycling, type Recycling } from "./planRecycling";

export interface Rehearsal {
  /** The next run. */
  runsAt: Date;
  /** Going in that run, and in the days after it of which owners are told. */
  tonight: number;
  total: number;
  /** Those the actor may see; the first to go first. */
  seen: Recycling[];
}

/**
 * Who would be recycled next, by the computation that does it. Whoever sets the rules is told how many in all; names only of customers
 * the actor may see.
 */
export async function rehearseRecycling(ctx: Ctx, rules: PoolRules): Promise<Rehearsal> {
  const runsAt = nextRecycling(ctx.now);
  const isAll = canChangeSettings(ctx.actor);
  const whose = isAll ? undefined : { $and: [toFilter(readScope(ctx.actor, "customer")), { owner: { $ne: null } }] };
  const all = await planRecycling(ctx.now, rules, whose);
  return {
    runsAt,
    tonight: all.filter((one) => isDue(one, runsAt)).length,
    total: all.length,
    seen: all.filter(({ customer }) => may(ctx.actor, "read", { entity: "customer", record: customer })),
  };
}
