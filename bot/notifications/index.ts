import { complete, LostLeaseError, retryLater, backoffMs } from "../../models/queue";
import { OutboxEvent, type OutboxRow } from "../../models/system/outboxEvent";
import { withTransaction } from "../../models/withTransaction";
import type { Listener } from "../../server/events/dispatchOutbox";
import type { BotDeps } from "../deps";
import { approvalDecided } from "./approvalDecided";
import { approvalRequested } from "./approvalRequested";
import { accessAnswered, accessAsked } from "./accessAsked";
import { customersHandedOver } from "./handedOver";
import { customersRecycled, recycleWarned } from "./recycling";
import { leadEscalated, leadNews, leadUnowned } from "./leadNews";
import { reminderRang } from "./reminderRang";
import { settledElsewhere } from "./settledElsewhere";
import { accessGranted, accessRevoked, customerTransferred, leaverHandedOver } from "./rightsChanged";

/** Everything somebody is told because something happened. */
export const createListeners = (bot: BotDeps): Listener[] => [
  reminderRang(bot),
  settledElsewhere(bot),
  approvalRequested(bot),
  approvalDecided(bot),
  accessAsked(bot),
  accessAnswered(bot),
  accessGranted(bot),
  accessRevoked(bot),
  customerTransferred(bot),
  customersHandedOver(bot),
  leaverHandedOver(bot),
  recycleWarned(bot),
  customersRecycled(bot),
  leadNews(bot),
  leadUnowned(bot),
  leadEscalated(bot),
];

/** Tells one event to whoever listens; telling and ticking off go together. */
export async function dispatchEvent(event: OutboxRow, listeners: readonly Listener[], bot: BotDeps): Promise<void> {
  try {
    await withTransaction(async () => {
      for (const listener of listeners) if (listener.on.includes(event.name)) await listener.react(event);
      await complete(OutboxEvent, event);
    });
  } catch (error) {
    if (error instanceof LostLeaseError) return;
    const reason = error instanceof Error ? error.message : String(error);
    bot.deps.log.warn(
      { err: error, event: event._id, name: event.name },
      "an event could not be told and is tried again",
    );
    await retryLater(OutboxEvent, event, {
      now: bot.deps.clock.now(),
      delayMs: backoffMs(event.attempts),
      error: reason,
    });
  }
}
