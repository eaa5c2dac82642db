import type { RuleSpec } from "../../../models/shared/values/rules";
import type { Ctx } from "../../context";
import { gatherMaterials } from "../gatherCustomerExtras";
import { readRiskRules } from "../readSetting";
import { factsOf, ownConditions, type Subject } from "./facts";
import { matches } from "./matches";

/** Those of the records that a rule fits at `ctx.now`. */
export async function fitting(
  ctx: Ctx,
  { on, when }: Pick<RuleSpec, "on" | "when">,
  subjects: readonly Subject[],
): Promise<Subject[]> {
  const rules = await readRiskRules(ctx.now);
  const own = ownConditions(on, when);
  const likely = subjects.filter((one) => matches(own, factsOf(on, one, { rules })));
  if (likely.length === 0) return [];
  const gathered = await gatherMaterials(
    ctx,
    likely.map(({ customer }) => customer),
  );
  return likely.filter((one) => matches(when, factsOf(on, one, { materials: gathered.get(one.customer.id), rules })));
}
