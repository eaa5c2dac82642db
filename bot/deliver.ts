import { backoffMs, bury, complete, LostLeaseError, retryLater } from "../models/queue";
import type { Card } from "../models/shared/contracts/card";
import { Delivery, type DeliveryRow } from "../models/system/delivery";
import { InboxItem, type InboxRow } from "../models/system/inboxItem";
import { t } from "../models/shared/text/zhCN/chat";
import { openJson, vault } from "../models/vault";
import { withTransaction } from "../models/withTransaction";
import { SYSTEM_ACTOR } from "../server/context";
import { createCtx } from "../server/createCtx";
import { noteCard } from "./cards/askCards";
import type { BotDeps } from "./deps";
import { PlatformError } from "./errors";
import { gatherReminders } from "./gatherReminders";
import { messageOf } from "./inbox";
import { sendCard } from "./outgoing";
import { answerTo } from "./recipient";
import { withSignIn } from "./signInLinks";
import type { Platform } from "./types";

/** After this a card is old news. */
const KEEP_TRYING_MS = 24 * 60 * 60_000;
const ADMIN_RETRY_MS = 60_000;

interface Content {
  card: Card;
  closedAs: string;
  updateToken: string;
}

function cardOf(platform: Platform, row: DeliveryRow): Card {
  const { card } = openJson<Content>(row.sealedContent);
  return platform.capabilities.linksSignIn ? withSignIn(card, row) : card;
}

async function findCard(platform: Platform, id: string): Promise<Card | null> {
  const sent = await Delivery.findOne({ _id: id }).lean<DeliveryRow>();
  return sent && cardOf(platform, sent);
}

async function sendOne(platform: Platform, row: DeliveryRow): Promise<Partial<DeliveryRow>> {
  const replyPath = row.sealedReplyPath && vault().open(row.sealedReplyPath);
  const to = { platform: row.platform, userId: row.userId, groupId: row.groupId, replyPath };
  const content = openJson<Content>(row.sealedContent);
  if (row.kind === "close") {
    const { closedAs, updateToken } = content;
    const cardId = row.closes ?? "";
    await platform.closeCard(to, updateToken, { as: closedAs, cardId, card: await findCard(platform, cardId) });
    return {};
  }
  const { externalId, updateToken } = await platform.send(to, cardOf(platform, row), row._id);
  return { externalId, sealedUpdateToken: updateToken && vault().seal(updateToken) };
}

async function putBack(row: DeliveryRow, bot: BotDeps, failure: { delayMs: number; reason: string }): Promise<void> {
  const now = bot.deps.clock.now();
  const isOld = now.getTime() - row.createdAt.getTime() > KEEP_TRYING_MS;
  if (isOld) {
    bot.deps.log.error({ delivery: row._id, reason: failure.reason }, "a card could not be delivered in a day");
    return bury(Delivery, row, failure.reason);
  }
  await retryLater(Delivery, row, { now, delayMs: failure.delayMs, error: failure.reason });
}

/** Gives a card up. Who asked in a group and cannot be written to in private is told so where they asked. */
async function giveUpCard(row: DeliveryRow, bot: BotDeps, reason: string): Promise<void> {
  const item = row.messageId && !row.groupId ? await InboxItem.findOne({ _id: row.messageId }).lean<InboxRow>() : null;
  const message = item && messageOf(item);
  const isPrivateHalf = message?.groupId && message.platform === row.platform && message.senderId === row.userId;
  const _id = `${row.messageId}-unreached`;
  await withTransaction(async () => {
    await bury(Delivery, row, reason);
    if (!isPrivateHalf || (await Delivery.exists({ _id }))) return;
    const ctx = createCtx(bot.deps, { actor: SYSTEM_ACTOR, source: { kind: "chat", messageId: row.messageId } });
    await sendCard(ctx, answerTo(message), { ...noteCard(t.group.unreached, t.group.unreachedHelp), _id });
  });
}

/** A closing that was cut off by a crash finds its code used: the card is closed, and nothing is left to do. */
const giveUp = (row: DeliveryRow, bot: BotDeps, reason: string): Promise<void> =>
  row.kind === "close" ? complete(Delivery, row, { lastError: reason }) : giveUpCard(row, bot, reason);

async function takeFailure(row: DeliveryRow, bot: BotDeps, error: unknown): Promise<void> {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const details = error instanceof PlatformError ? error.details : null;
  bot.deps.log.warn({ err: error, delivery: row._id, attempts: row.attempts }, "a card was not delivered");
  if (details?.failure === "drop") return giveUp(row, bot, reason);
  if (details?.failure === "admin") {
    bot.deps.log.error(
      { code: details.code, call: details.call },
      "the platform refuses until somebody changes its set-up",
    );
    return putBack(row, bot, { delayMs: details.retryAfterMs ?? ADMIN_RETRY_MS, reason });
  }
  await putBack(row, bot, { delayMs: details?.retryAfterMs ?? backoffMs(row.attempts), reason });
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** When the n-th last card of this hour was sent; null when there were not so many. */
async function sentAt(lane: string, n: number, now: Date): Promise<number | null> {
  const [card] = await Delivery.find({ lane, sentAt: { $gt: new Date(now.getTime() - HOUR_MS) } }, { sentAt: 1 })
    .sort({ sentAt: -1 })
    .skip(n - 1)
    .limit(1)
    .lean();
  return card?.sentAt?.getTime() ?? null;
}

/** How long this member's next card must wait, so that the platform does not silently drop it. */
async function waitForPace({ limits }: Platform, { lane }: DeliveryRow, now: Date): Promise<number> {
  const ofMinute = await sentAt(lane, limits.perMinute, now);
  // Who has not had a minute's worth in the hour has not had an hour's worth either.
  if (ofMinute === null) return 0;
  const ofHour = await sentAt(lane, limits.perHour, now);
  return Math.max(0, ofMinute + MINUTE_MS - now.getTime(), ofHour === null ? 0 : ofHour + HOUR_MS - now.getTime());
}

/** Sends one claimed card. A crash may send it again, byte for byte and under the same id, which the platform shows once. */
export async function deliver(row: DeliveryRow, bot: BotDeps): Promise<void> {
  const platform = bot.platforms.get(row.platform);
  if (!platform) return bury(Delivery, row, `no platform ${row.platform}`);
  try {
    const waitMs = row.kind === "card" ? await waitForPace(platform, row, bot.deps.clock.now()) : 0;
    if (waitMs > 0) {
      if (await gatherReminders(row, bot)) return;
      return await putBack(row, bot, { delayMs: waitMs, reason: "paced" });
    }
    const sent = await sendOne(platform, row);
    await complete(Delivery, row, { ...sent, sentAt: bot.deps.clock.now() });
  } catch (error) {
    if (error instanceof LostLeaseError) return;
    await takeFailure(row, bot, error);
  }
}
