import { RecycleWarning } from "../../../models/system/recycleWarning";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { planRecycling, type Recycling } from "../../queries/planRecycling";
import { readPoolRules } from "../../queries/readSetting";
import { batchesOf, tellOwner } from "./recycleCustomers";

const toWarn = async (ctx: Ctx, whose?: Record<string, unknown>): Promise<Recycling[]> =>
  (await planRecycling(ctx.now, await readPoolRules(), whose)).filter(({ warnedAt }) => warnedAt === null);

async function warn(ctx: Ctx, owner: string, ids: string[]): Promise<void> {
  await withTransaction(async () => {
    const some = await toWarn(ctx, { owner, _id: { $in: ids } });
    if (some.length === 0) return;
    for (const { customer } of some) {
      const set = { owner, warnedAt: ctx.now };
      await RecycleWarning.updateOne({ _id: customer.id }, { $set: set }, { upsert: true });
    }
    await tellOwner(ctx, "user.recycleWarned", { owner, some });
  });
}

/** Tells owners whom they are about to lose, days before: nobody goes who was not announced. */
export async function warnOfRecycling(ctx: Ctx): Promise<void> {
  for (const { owner, some } of batchesOf(await toWarn(ctx))) {
    const ids = some.map(({ customer }) => customer.id);
    await warn(ctx, owner, ids);
  }
}
