import { backoffMs, bury, LostLeaseError, retryLater } from "../models/queue";
import { InboxItem, type InboxRow } from "../models/system/inboxItem";
import { t } from "../models/shared/text/zhCN/chat";
import { withTransaction } from "../models/withTransaction";
import { SYSTEM_ACTOR } from "../server/context";
import { createCtx } from "../server/createCtx";
import { noteCard } from "./cards/askCards";
import type { BotDeps } from "./deps";
import { handleInbound } from "./handleInbound";
import { messageOf } from "./inbox";
import { sendCard } from "./outgoing";

const TRIES = 5;

async function apologize(item: InboxRow, bot: BotDeps, error: string): Promise<void> {
  const message = messageOf(item);
  const ctx = createCtx(bot.deps, { actor: SYSTEM_ACTOR, source: { kind: "chat", messageId: item._id } });
  const to = { platform: message.platform, userId: message.senderId };
  await withTransaction(async () => {
    await bury(InboxItem, item, error);
    await sendCard(ctx, to, noteCard(t.other.failedTitle, t.other.failedText));
  });
  bot.deps.log.error({ inboxItem: item._id, error }, "a message could not be worked and was given up");
}

/** Works one claimed message. Trouble puts it back; after five tries the sender is told and an administrator can find it. */
export async function workInboxItem(item: InboxRow, bot: BotDeps): Promise<void> {
  try {
    await handleInbound(item, bot);
  } catch (error) {
    if (error instanceof LostLeaseError) return;
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    bot.deps.log.warn(
      { err: error, inboxItem: item._id, attempts: item.attempts },
      "a message failed and is tried again",
    );
    if (item.attempts >= TRIES) return apologize(item, bot, reason);
    await retryLater(InboxItem, item, { now: bot.deps.clock.now(), delayMs: backoffMs(item.attempts), error: reason });
  }
}
