import type { Allowances, VersionedAllowances } from "../../../models/shared/contracts/allowances";
import { dayOf } from "../../../models/shared/values/day";
import { Usage } from "../../../models/system/usage";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { allowancesSetting } from "../../queries/readSetting";
import { changeSetting } from "./changeSetting";

async function measureAnew(ctx: Ctx, value: Allowances): Promise<void> {
  const month = dayOf(ctx.now).slice(0, 7);
  for (const [platform, allowance] of Object.entries(value)) {
    for (const [what, allowed] of Object.entries(allowance)) {
      await Usage.updateOne({ platform, month, what }, { $set: { allowed } });
    }
  }
}

/**
 * Sets what the company may use of its platforms in a month; what was used so far is measured by it from now on.
 * @throws AppError `forbidden` unless the actor is an admin, `stale_version` when somebody set it meanwhile
 */
export function changeAllowances(ctx: Ctx, change: VersionedAllowances): Promise<VersionedAllowances> {
  return withTransaction(async () => {
    const changed = await changeSetting(ctx, allowancesSetting, change);
    await measureAnew(ctx, changed.value);
    return changed;
  });
}
