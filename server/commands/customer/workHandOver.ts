import { models } from "../../../models";
import { backoffMs, complete, keepOn, LostLeaseError, retryLater } from "../../../models/queue";
import { entities } from "../../../models/shared/entities";
import type { Customer } from "../../../models/shared/entities/customer";
import { toRecord, type StoredRow } from "../../../models/storedRecord";
import { HandOver, type HandOverRow } from "../../../models/system/handOver";
import { OutboxEvent, type OutboxRow } from "../../../models/system/outboxEvent";
import { withTransaction } from "../../../models/withTransaction";
import { SYSTEM_ACTOR, type Ctx, type Deps, type Source } from "../../context";
import { createCtx } from "../../createCtx";
import { AppError } from "../../errors";
import { checkReceiver } from "../records/checkReceiver";
import { retryStale } from "../retryStale";
import { BATCH, giveCustomers } from "./giveCustomers";
import { noteHandOver } from "./noteHandOver";
import { atOwner } from "./placement";
import { takeBackTransfers } from "./takeBackTransfer";

/** Rights were looked at when it was ordered; what is done now is done in the name of who ordered it. */
function ctxOf(deps: Deps, row: HandOverRow): Ctx {
  const { messageId } = row.takenBackBy ?? row;
  const source = { kind: row.source as Source["kind"], messageId };
  return createCtx(deps, { actor: { ...SYSTEM_ACTOR, id: row.actorId }, source, requestId: row._id });
}

/** Whoever was to have them may be out by now: then the rest stays where it is. */
async function mayStillReceive(ctx: Ctx, to: string): Promise<boolean> {
  try {
    await checkReceiver(ctx, "customer", to);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

async function giveSome(ctx: Ctx, row: HandOverRow): Promise<boolean> {
  // What came to the leaver since is not what was asked about.
  const own = { owner: row.from, archivedAt: null, ownedSince: { $not: { $gt: row.createdAt } } };
  const limit = (await mayStillReceive(ctx, row.to)) ? BATCH : 0;
  const gone =
    limit && (await giveCustomers(ctx, own, { limit, place: atOwner(ctx, row.to), event: "customer.handedOn" }));
  const { moved } = await keepOn(HandOver, row, { now: ctx.now, done: { moved: gone } });
  if (limit > 0 && gone === limit) return true;
  const told = { to: row.to, customers: moved, left: await models.customer.countDocuments(own), isAwaited: true };
  await noteHandOver(ctx, "user.customersHandedOver", { from: row.from, told });
  await complete(HandOver, row);
  return false;
}

/** Those that went last, which went at one moment. */
async function findLastGiven({ messageId }: HandOverRow): Promise<OutboxRow[]> {
  const given = { messageId, name: "customer.handedOn", undoneAt: null };
  const last = await OutboxEvent.find(given).sort({ _id: -1 }).limit(BATCH).lean<OutboxRow[]>();
  return last.filter(({ at }) => at.getTime() === last[0]?.at.getTime());
}

async function takeSomeBack(ctx: Ctx, row: HandOverRow): Promise<boolean> {
  const some = await findLastGiven(row);
  const ids = some.map(({ recordId }) => recordId);
  const customers = (await models.customer.find({ _id: { $in: ids } }).lean<StoredRow[]>()).map(
    (stored) => toRecord(entities.customer, stored) as unknown as Customer,
  );
  const { size: back } = await takeBackTransfers(ctx, some, customers);
  await OutboxEvent.updateMany({ _id: { $in: some.map(({ _id }) => _id) } }, { $set: { undoneAt: ctx.now } });
  const done = { moved: back, kept: some.length - back };
  const { moved, kept } = await keepOn(HandOver, row, { now: ctx.now, done });
  if (some.length > 0) return true;
  const told = { to: row.to, customers: moved, left: kept, isAwaited: true };
  await noteHandOver(ctx, "user.customersTakenBack", { from: row.from, told });
  await complete(HandOver, row);
  return false;
}

/**
 * Moves very many customers from one colleague to another, or back, some in each transaction together with the count of them: cut off
 * anywhere it is taken up there, and nobody goes twice.
 */
export async function workHandOver(deps: Deps, row: HandOverRow): Promise<void> {
  const some = row.takenBackBy ? takeSomeBack : giveSome;
  try {
    while (await retryStale(() => withTransaction(() => some(ctxOf(deps, row), row)))) continue;
  } catch (error) {
    if (error instanceof LostLeaseError) return;
    deps.log.warn({ err: error, handOver: row._id, attempts: row.attempts }, "a hand-over is tried again");
    const reason = error instanceof Error ? error.message : String(error);
    await retryLater(HandOver, row, { now: deps.clock.now(), delayMs: backoffMs(row.attempts), error: reason });
  }
}
