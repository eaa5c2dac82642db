import { models } from "../../../models";
import { newId } from "../../../models/newId";
import { HANDED_OVER_AT_ONCE } from "../../../models/shared/values/handOver";
import { HandOver } from "../../../models/system/handOver";
import { newQueueRow } from "../../../models/system/queueRow";
import { afterCommit, withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { answersForAllOf } from "../../policies";
import { checkReceiver } from "../records/checkReceiver";
import { giveCustomers } from "./giveCustomers";
import { noteHandOver } from "./noteHandOver";
import { atOwner } from "./placement";

interface Ends {
  from: string;
  to: string;
}

async function giveLater(ctx: Ctx, ends: Ends): Promise<void> {
  const row = {
    ...newQueueRow({ _id: newId(), lane: ends.from, dueAt: ctx.now }),
    ...{ ...ends, actorId: ctx.actor.id, source: ctx.source.kind, messageId: ctx.source.messageId },
    ...{ moved: 0, kept: 0, takenBackBy: null },
  };
  await HandOver.insertMany([row], { lean: true });
  afterCommit(() => ctx.deps.wake("handOvers"));
}

/**
 * Gives all customers of a colleague, or one's own, to another, each with what its owner has there. Both are told once.
 * Very many of them go after this in transactions of their own (workHandOver.ts), and whoever ordered it is told when all have gone.
 * @returns how many went, and how many are on their way
 * @throws AppError `forbidden` unless the actor answers for all of them, `invalid_input` for somebody who cannot have customers
 */
export async function handOverCustomers(ctx: Ctx, { from, to }: Ends): Promise<{ moved: number; left: number }> {
  if (!answersForAllOf(ctx.actor, from)) throw new AppError("forbidden");
  if (from === to) throw new AppError("invalid_input", { errors: [{ path: "to", code: "oneself", message: "to" }] });
  return withTransaction(async () => {
    await checkReceiver(ctx, "customer", to);
    const own = { owner: from, archivedAt: null };
    const count = await models.customer.countDocuments(own);
    if (count > HANDED_OVER_AT_ONCE) {
      await giveLater(ctx, { from, to });
      return { moved: 0, left: count };
    }
    const giving = { limit: HANDED_OVER_AT_ONCE, place: atOwner(ctx, to), event: "customer.handedOn" };
    const moved = await giveCustomers(ctx, own, giving);
    const told = { to, customers: moved, left: 0, isAwaited: false };
    if (moved > 0) await noteHandOver(ctx, "user.customersHandedOver", { from, told });
    return { moved, left: 0 };
  });
}
