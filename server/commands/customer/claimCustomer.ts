import { Customer } from "../../../models";
import { entities } from "../../../models/shared/entities";
import type { Customer as CustomerRecord } from "../../../models/shared/entities/customer";
import { toRecord, type StoredRow } from "../../../models/storedRecord";
import { ClaimCount } from "../../../models/system/claimCount";
import { OutboxEvent } from "../../../models/system/outboxEvent";
import { withTransaction } from "../../../models/withTransaction";
import type { PoolRules } from "../../../models/shared/values/pool";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize, may } from "../../policies";
import { claimCountId, countHeld } from "../../queries/readClaims";
import { readPoolRules } from "../../queries/readSetting";
import { retryStale } from "../retryStale";
import { atOwner } from "./placement";

const DAY_MS = 86_400_000;

/** Everybody saw it in the pool a moment ago: that it is taken is no secret. */
const wasClaimedLately = (ctx: Ctx, id: string) =>
  OutboxEvent.exists({ recordId: id, name: "customer.claimed", at: { $gt: new Date(ctx.now.getTime() - DAY_MS) } });

/** The whole record: who takes it need not see all of it yet. */
async function findInPool(ctx: Ctx, id: string): Promise<CustomerRecord> {
  const row = await Customer.findOne({ _id: id, archivedAt: null }).lean<StoredRow>();
  if (!row) throw new AppError("not_found");
  const record = toRecord(entities.customer, row) as unknown as CustomerRecord;
  if (record.owner !== null) {
    const isSeen = may(ctx.actor, "read", { entity: "customer", record }) || (await wasClaimedLately(ctx, id));
    throw new AppError(isSeen ? "not_in_pool" : "not_found");
  }
  authorize(ctx.actor, "claim", { entity: "customer", record });
  return record;
}

/** Whoever gave it up lets others have a try first. */
function checkCoolDown(ctx: Ctx, { pooledFrom, pooledAt }: CustomerRecord, { coolDownDays }: PoolRules): void {
  if (pooledFrom !== ctx.actor.id || !pooledAt) return;
  const from = new Date(pooledAt.getTime() + coolDownDays * DAY_MS);
  if (from > ctx.now) throw new AppError("claim_too_early", { claim: { from } });
}

/** Of two taken at once the second is counted after the first. Called once the customer is the actor's: a refusal undoes that too. */
async function countClaim(ctx: Ctx, { claimsPerDay, claimsHeld }: PoolRules): Promise<void> {
  const counted = await ClaimCount.findOneAndUpdate(
    { _id: claimCountId(ctx) },
    { $inc: { count: 1 }, $set: { expiresAt: new Date(ctx.now.getTime() + 2 * DAY_MS) } },
    { upsert: true, returnDocument: "after" },
  ).lean();
  if ((counted?.count ?? 1) > claimsPerDay) throw new AppError("claims_used_up", { claim: { limit: claimsPerDay } });
  if ((await countHeld(ctx)) > claimsHeld) throw new AppError("claims_full", { claim: { limit: claimsHeld } });
}

/**
 * Takes a customer out of the public pool, with the contacts, deals and open promises there. Of two who take it at once, one gets it.
 * @throws AppError `not_found`, `forbidden`, `not_in_pool`, `claims_used_up`, `claims_full`, `claim_too_early`
 */
export const claimCustomer = (ctx: Ctx, { id }: { id: string }): Promise<CustomerRecord> =>
  retryStale(() =>
    withTransaction(async () => {
      const before = await findInPool(ctx, id);
      const rules = await readPoolRules();
      checkCoolDown(ctx, before, rules);
      const set = atOwner(ctx, ctx.actor.id, { isClaimed: true });
      const claimed = await saveWithEvent(ctx, "customer", { before, set, event: "customer.claimed" });
      await countClaim(ctx, rules);
      return claimed;
    }),
  );
