import { RecycleWarning } from "../../../models/system/recycleWarning";
import { afterCommit, withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { recordEvent, saveWithEvent } from "../../events/saveWithEvent";
import { isDue, planRecycling, reasonSentence, type Recycling, type Told } from "../../queries/planRecycling";
import { readPoolRules } from "../../queries/readSetting";
import { BATCH } from "../customer/giveCustomers";
import { inPool } from "../customer/placement";
import { retryStale } from "../retryStale";

/** What is told of a few customers of one owner at once. The ids go in the event's body; names are read by who is told. */
export async function tellOwner(
  ctx: Ctx,
  name: "user.recycleWarned" | "user.recycled",
  { owner, some }: { owner: string; some: Recycling[] },
): Promise<void> {
  const told = some.map(({ customer, reason, goesAt }): Told => ({
    id: customer.id,
    reason: reasonSentence(reason),
    goesAt: goesAt.toISOString(),
  }));
  const changes = [{ field: "recycling", oldValue: null, newValue: told }];
  await recordEvent(ctx, { name, entity: "user", record: { id: owner }, body: { kind: "changed", changes } });
  afterCommit(() => ctx.deps.wake("events"));
}

/** By owner, in batches. */
export function batchesOf(all: Recycling[]): { owner: string; some: Recycling[] }[] {
  const owners = [...new Set(all.map(({ owner }) => owner))];
  return owners.flatMap((owner) => {
    const own = all.filter((one) => one.owner === owner);
    const starts = Array.from({ length: Math.ceil(own.length / BATCH) }, (_, i) => i * BATCH);
    return starts.map((start) => ({ owner, some: own.slice(start, start + BATCH) }));
  });
}

/** Looks again inside the transaction: whoever was followed up, taken over or protected meanwhile stays. */
async function recycle(ctx: Ctx, owner: string, ids: string[]): Promise<void> {
  await withTransaction(async () => {
    const planned = await planRecycling(ctx.now, await readPoolRules(), { owner, _id: { $in: ids } });
    const due = planned.filter((one) => isDue(one, ctx.now));
    if (due.length === 0) return;
    for (const { customer, reason } of due) {
      const set = inPool(ctx, owner, reasonSentence(reason));
      await saveWithEvent(ctx, "customer", { before: customer, set, event: "customer.recycled" });
    }
    await RecycleWarning.deleteMany({ _id: { $in: due.map(({ customer }) => customer.id) } });
    await tellOwner(ctx, "user.recycled", { owner, some: due });
  });
}

/** Puts whoever nobody looked after into the public pool, each once, and tells owner and managers. */
export async function recycleCustomers(ctx: Ctx): Promise<void> {
  const due = (await planRecycling(ctx.now, await readPoolRules())).filter((one) => isDue(one, ctx.now));
  for (const { owner, some } of batchesOf(due)) {
    const ids = some.map(({ customer }) => customer.id);
    try {
      await retryStale(() => recycle(ctx, owner, ids));
    } catch (error) {
      // The others go all the same; these are looked at again tomorrow.
      ctx.deps.log.error({ err: error, owner }, "customers could not be recycled");
    }
  }
}
