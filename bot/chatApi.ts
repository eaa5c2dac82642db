import { EventEmitter } from "node:events";
import type { Card } from "../models/shared/contracts/card";
import type { ChatAnswer } from "../models/shared/contracts/read";
import { Delivery, type DeliveryRow } from "../models/system/delivery";
import { InboxItem } from "../models/system/inboxItem";
import { openJson } from "../models/vault";
import { t } from "../models/shared/text/zhCN/chat";
import type { Actor } from "../server/context";
import type { ChatPort } from "../server/ports";
import type { BotDeps } from "./deps";
import { acceptInbound, WEB } from "./inbox";
import { lookAtPress } from "./lookAtPress";
import type { InboundContent } from "./types";

const ANSWER_MS = 7_900;
/** Another process may do the work: then its end is not heard here, only seen. */
const LOOK_MS = 100;

/** Tells who waits for a message that it is done. */
export const finished = new EventEmitter().setMaxListeners(0);

async function waitUntilDone(id: string): Promise<boolean> {
  const deadline = performance.now() + ANSWER_MS;
  while (performance.now() < deadline) {
    const item = await InboxItem.findOne({ _id: id }, { state: 1 }).lean();
    if (item?.state === "done" || item?.state === "dead") return true;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        finished.off(id, done);
        resolve();
      };
      const timer = setTimeout(done, LOOK_MS);
      finished.on(id, done);
    });
  }
  return false;
}

async function readAnswer(id: string): Promise<ChatAnswer> {
  const rows = await Delivery.find({ messageId: id, kind: "card" }).sort({ _id: 1 }).lean<DeliveryRow[]>();
  return { cards: rows.map((row) => ({ id: row._id, ...openJson<{ card: Card }>(row.sealedContent).card })) };
}

const stillWorking = (id: string): ChatAnswer => ({
  cards: [{ id, title: t.other.working, text: t.other.workingText, rows: [], buttons: [] }],
});

/** The mini-app's quick entry: the same inbox, the same brain, the answer in the response. */
export function createChatPort(bot: BotDeps): ChatPort {
  async function tell(actor: Actor, externalId: string, content: InboundContent): Promise<ChatAnswer> {
    const message = {
      platform: WEB,
      externalId: `${actor.id}:${externalId}`,
      conversationId: actor.id,
      senderId: actor.id,
      groupId: null,
      replyPath: null,
      sentAt: bot.deps.clock.now(),
      content,
    };
    const { id } = await acceptInbound(message, bot);
    return (await waitUntilDone(id)) ? readAnswer(id) : stillWorking(id);
  }

  return {
    say: (actor, { text, context, externalId }) =>
      tell(actor, externalId, { kind: "text", text, spoken: false, about: context?.customer }),
    look: (actor, token) => lookAtPress(actor, token, bot.deps.clock.now()),
    press: (actor, { actionId, customer, externalId }) =>
      tell(actor, externalId, { kind: "action", actionId, cardId: "", updateToken: null, customer }),
  };
}
