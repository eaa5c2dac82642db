import { t } from "../../models/shared/text/zhCN/chat";
import { Delivery, type DeliveryRow } from "../../models/system/delivery";
import type { OutboxRow } from "../../models/system/outboxEvent";
import { SYSTEM_ACTOR } from "../../server/context";
import { createCtx } from "../../server/createCtx";
import type { Listener } from "../../server/events/dispatchOutbox";
import type { BotDeps } from "../deps";
import { closeSent } from "../outgoing";
import { settleGroup } from "../pending";

const words: Record<string, string> = {
  "reminder.completed": t.closed.completed,
  "reminder.dropped": t.closed.dropped,
  "reminder.postponed": t.actions.changeTime,
  "approval.approved": t.approval.approve,
  "approval.refused": t.approval.refuse,
  "approval.withdrawn": t.closed.settled,
};

/** A reminder or a request was dealt with elsewhere: the cards about it that still stand open, in whoever's chat, close. */
export const settledElsewhere = (bot: BotDeps): Listener => ({
  on: Object.keys(words),
  async react(event: OutboxRow) {
    const ctx = createCtx(bot.deps, {
      actor: SYSTEM_ACTOR,
      source: { kind: "job", messageId: null },
      requestId: event._id,
    });
    const open = await Delivery.find({ reminder: event.recordId, closedAt: null, kind: "card" }).lean<DeliveryRow[]>();
    for (const row of open) {
      const closedAs = words[event.name] ?? t.closed.settled;
      await closeSent(ctx, row, closedAs);
      await settleGroup(row._id, closedAs);
    }
  },
});
