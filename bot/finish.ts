import { complete } from "../models/queue";
import { Delivery, type DeliveryRow } from "../models/system/delivery";
import { InboxItem, type InboxRow } from "../models/system/inboxItem";
import { sealJson } from "../models/vault";
import type { Ctx } from "../server/context";
import { groupCard } from "./cards/groupCard";
import type { Draft } from "./draft/draft";
import { marksOf } from "./interpret";
import { closeSent, sendCard, sendClose } from "./outgoing";
import { closeQuestion, openQuestion, saveDraft, saveQuestion, settleGroup } from "./pending";
import { WEB } from "./inbox";
import type { Plan } from "./plan";
import { answerTo, privately } from "./recipient";
import type { Reply } from "./reply";
import type { InboundMessage } from "./types";

export interface Work {
  item: InboxRow;
  message: InboundMessage;
}

/** What is kept of a message that wrote something: the sentence behind it, also when it was a tap that confirmed it. */
const wroteFrom = (plan: Plan, draft: Draft) =>
  sealJson({ ...plan, text: draft.text, marks: marksOf(draft.reading), wrote: draft });

/** A question of the chat that was answered in words or in the mini-app: its card closes where it stands. */
async function closeAsked(ctx: Ctx, plan: Plan | null, closedAs: string): Promise<void> {
  const card = plan?.do === "press" ? await Delivery.findOne({ _id: plan.group }).lean<DeliveryRow>() : null;
  if (card) await closeSent(ctx, card, closedAs);
}

async function settlePressed(
  ctx: Ctx,
  { message }: Work,
  { plan, reply }: { plan: Plan | null; reply: Reply },
): Promise<void> {
  const { content } = message;
  if (reply.closedAs === undefined) return;
  if (plan?.do === "press") await settleGroup(plan.group, reply.closedAs);
  const to = { platform: message.platform, userId: message.senderId };
  if (content.kind !== "action" || message.platform === WEB) return closeAsked(ctx, plan, reply.closedAs);
  // Whoever else got hold of a card may press it, but it stays its owner's.
  const sent = await Delivery.findOne({ _id: content.cardId }, { userId: 1 }).lean<Pick<DeliveryRow, "userId">>();
  if (sent && sent.userId.toLowerCase() !== to.userId.toLowerCase()) return;
  await sendClose(ctx, to, { cardId: content.cardId, updateToken: content.updateToken, closedAs: reply.closedAs });
}

const CUSTOMER_PATH = /^\/customers\/([^/?]+)$/;

/** The customers a card leads to, in its order; of one alone nobody would say the first. */
function listedOn({ cards: [card] }: Reply): string[] {
  const paths = (card?.buttons ?? []).map((button) => ("path" in button ? CUSTOMER_PATH.exec(button.path)?.[1] : null));
  const customers = paths.filter((id) => typeof id === "string");
  return customers.length > 1 ? customers : [];
}

/** What is asked goes before what is listed. */
async function keepListed(ctx: Ctx, reply: Reply): Promise<void> {
  const customers = listedOn(reply);
  if (customers.length === 0) return;
  const open = await openQuestion(ctx);
  if (!open || open.question.kind === "listed") await saveQuestion(ctx, { kind: "listed", customers });
}

async function keepContext(ctx: Ctx, { plan, reply }: { plan: Plan | null; reply: Reply }): Promise<void> {
  if (reply.draft) await saveDraft(ctx, reply.draft);
  if (reply.question) return saveQuestion(ctx, reply.question);
  // The talk went on to a customer: what is said next no longer answers what was asked before.
  // Only which customer was meant still waits after something was merely looked up: nothing else fits the answer.
  if (reply.about && !plan?.isUnasked) await closeQuestion(ctx, reply.wrote === undefined ? "who" : null);
  await keepListed(ctx, reply);
}

/** What was said in a group is answered there as far as everybody may read it, and in full in the private chat. */
async function answer(ctx: Ctx, message: InboundMessage, reply: Reply): Promise<void> {
  const to = answerTo(message);
  const isPrivate = !to.groupId;
  if (!isPrivate && reply.cards.length > 0 && !reply.isOpen) await sendCard(ctx, to, groupCard(reply));
  for (const card of reply.cards) {
    if (isPrivate) await sendCard(ctx, to, card);
    // Buttons are one person's: in a group others would press them.
    else if (reply.isOpen) await sendCard(ctx, to, { ...card, buttons: [] });
    else await sendCard(ctx, privately(to), card);
  }
}

/**
 * Ends a message: item done, pressed card settled, answer on its way; all in the transaction of what was written.
 * The item comes first: a worker that has lost it must learn that before it meets the rows of the one that took over.
 */
export async function finish(ctx: Ctx, work: Work, done: { plan: Plan | null; reply: Reply }): Promise<void> {
  const { plan, reply } = done;
  const { item, message } = work;
  const draft = typeof reply.wrote === "object" ? reply.wrote : null;
  await complete(InboxItem, item, {
    actorId: ctx.actor.id,
    hasWritten: reply.wrote !== undefined,
    replaces: draft?.replaces ?? null,
    ...(reply.about ? { about: reply.about } : {}),
    finishedAt: ctx.now,
    ...(plan && draft ? { sealedPlan: wroteFrom(plan, draft) } : {}),
  });

  await settlePressed(ctx, work, done);
  await keepContext(ctx, done);
  await answer(ctx, message, reply);
}
