import { backoffMs, bury, LostLeaseError, retryLater } from "../models/queue";
import { InboxItem, type InboxRow } from "../models/system/inboxItem";
import { openJson } from "../models/vault";
import { withTransaction } from "../models/withTransaction";
import { SYSTEM_ACTOR } from "../server/context";
import { createCtx } from "../server/createCtx";
import { failedCard } from "./cards/askCards";
import type { BotDeps } from "./deps";
import { PlatformError } from "./errors";
import { handleInbound } from "./handleInbound";
import { messageOf } from "./inbox";
import type { Plan } from "./plan";
import { sendCard } from "./outgoing";
import { answerTo } from "./recipient";

const TRIES = 5;
/** A message that takes its worker down with it every time must not do so for ever. */
const LAPSES = 10;
/** A platform in trouble says nothing about the message, which waits for as long as its answer would be news. */
const PLATFORM_WAIT_MS = 24 * 60 * 60_000;

async function apologize(item: InboxRow, bot: BotDeps, error: string): Promise<void> {
  const message = messageOf(item);
  const plan = item.sealedPlan ? openJson<Plan>(item.sealedPlan) : null;
  const ctx = createCtx(bot.deps, { actor: SYSTEM_ACTOR, source: { kind: "chat", messageId: item._id } });
  await withTransaction(async () => {
    await bury(InboxItem, item, error);
    await sendCard(ctx, answerTo(message), failedCard(plan));
  });
  bot.deps.log.error({ inboxItem: item._id, error }, "a message could not be worked and was given up");
}

function isHopeless(item: InboxRow, error: unknown, now: Date): boolean {
  if (error instanceof PlatformError) return now.getTime() - item.createdAt.getTime() > PLATFORM_WAIT_MS;
  return item.attempts >= TRIES;
}

async function takeFailure(item: InboxRow, bot: BotDeps, error: unknown): Promise<void> {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  bot.deps.log.warn(
    { err: error, inboxItem: item._id, attempts: item.attempts },
    "a message failed and is tried again",
  );
  const now = bot.deps.clock.now();
  if (isHopeless(item, error, now)) return apologize(item, bot, reason);
  const asked = error instanceof PlatformError ? error.details.retryAfterMs : undefined;
  await retryLater(InboxItem, item, { now, delayMs: asked ?? backoffMs(item.attempts), error: reason });
}

/** Works one claimed message. Trouble puts it back; after five tries the sender is told and an administrator can find it. */
export async function workInboxItem(item: InboxRow, bot: BotDeps): Promise<void> {
  if (item.lapses >= LAPSES) return apologize(item, bot, `its worker died ${item.lapses} times`);
  try {
    await handleInbound(item, bot);
  } catch (error) {
    if (error instanceof LostLeaseError) return;
    await takeFailure(item, bot, error);
  }
}
