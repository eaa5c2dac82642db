import { InboxItem } from "../../models/system/inboxItem";
import { OutboxEvent } from "../../models/system/outboxEvent";
import { withTransaction } from "../../models/withTransaction";
import type { Ctx } from "../context";
import { AppError } from "../errors";
import { unlearnFrom } from "./names/forgetName";
import { takeBackRunsOf } from "./rule/undoRuleRun";
import { takeBackEvents } from "./takeBackEvents";
import { nothingUndone, type UndoOutcome } from "./undoOutcome";

/** The message a correction had replaced counts again. */
async function revive(messageId: string): Promise<void> {
  await InboxItem.updateOne({ _id: messageId }, { $set: { undoneAt: null } });
  await OutboxEvent.updateMany({ messageId }, { $set: { undoneAt: null } });
}

/**
 * Takes back everything one chat message wrote: rows it made are removed, fields get their old values.
 * What somebody changed or built upon since stays, and the outcome says so.
 *
 * @throws AppError `not_found` when the message is not the actor's, `already_settled` when it was undone before
 */
export async function undoMessage(ctx: Ctx, input: { messageId: string }): Promise<UndoOutcome> {
  return withTransaction(async () => {
    const item = await InboxItem.findOne({ _id: input.messageId, actorId: ctx.actor.id, hasWritten: true }).lean();
    if (!item) throw new AppError("not_found");
    const { modifiedCount } = await InboxItem.updateOne(
      { _id: item._id, undoneAt: null },
      { $set: { undoneAt: ctx.now } },
    );
    if (modifiedCount !== 1) throw new AppError("already_settled");

    const outcome = nothingUndone(item.replaces ?? null);
    await takeBackRunsOf(ctx, item._id, outcome);
    await takeBackEvents(ctx, item._id, outcome);
    if (item.replaces) await revive(item.replaces);
    await unlearnFrom(ctx, item._id);
    return outcome;
  });
}
