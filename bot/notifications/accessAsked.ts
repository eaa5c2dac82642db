import { Customer } from "../../models";
import type { StoredRow } from "../../models/storedRecord";
import { AccessRequest, type AccessRequestRow } from "../../models/system/accessRequest";
import type { OutboxRow } from "../../models/system/outboxEvent";
import { User } from "../../models/system/user";
import { vault } from "../../models/vault";
import { createCtx } from "../../server/createCtx";
import { AppError } from "../../server/errors";
import type { Ctx } from "../../server/context";
import type { Listener } from "../../server/events/dispatchOutbox";
import { loadActor } from "../../server/loadActor";
import { findReadable } from "../../server/queries/findReadable";
import { accessAnsweredCard, accessAskedCard } from "../cards/accessCards";
import type { BotDeps } from "../deps";
import { sendCard } from "../outgoing";
import type { DraftCard } from "../reply";
import { reach } from "./recipients";

const nameOfUser = async (id: string | null) => (await User.findOne({ _id: id }, { name: 1 }).lean())?.name ?? "";

/** Sends a card to a colleague who may still act, made with their own eyes. */
async function tell(
  bot: BotDeps,
  event: OutboxRow,
  { user, card }: { user: string; card: (ctx: Ctx) => Promise<DraftCard> },
): Promise<void> {
  const actor = await loadActor(user, bot.deps.clock.now());
  const to = actor && (await reach(bot, user));
  if (!actor || !to) return;
  const ctx = createCtx(bot.deps, { actor, source: { kind: "job", messageId: null }, requestId: event._id });
  await sendCard(ctx, to, { ...(await card(ctx)), _id: event._id });
}

/** A yes alone opens nothing: only what was shared with them can they see. */
function hiddenIsNull(error: unknown): null {
  if (error instanceof AppError && error.code === "not_found") return null;
  throw error;
}

const readRequest = (event: OutboxRow) => AccessRequest.findOne({ _id: event.recordId }).lean<AccessRequestRow>();

/** Somebody asked to join a customer: its owner gets the question. */
export const accessAsked = (bot: BotDeps): Listener => ({
  on: ["access.requested"],
  async react(event) {
    const request = await readRequest(event);
    const customer = await Customer.findOne({ _id: request?.customer, archivedAt: null }).lean<StoredRow>();
    if (!request || !customer?.owner) return;
    const requester = await nameOfUser(request.requester);
    await tell(bot, event, {
      user: customer.owner,
      card: async (ctx) =>
        accessAskedCard({ id: request._id, requester, customer: await findReadable(ctx, "customer", customer._id) }),
    });
  },
});

/** The owner answered: who asked is told. */
export const accessAnswered = (bot: BotDeps): Listener => ({
  on: ["access.answered"],
  async react(event) {
    const request = await readRequest(event);
    if (!request) return;
    const words = vault().open(request.sealedWords);
    await tell(bot, event, {
      user: request.requester,
      card: async (ctx) => {
        if (request.state !== "granted") return accessAnsweredCard({ words, joined: null });
        const owner = await nameOfUser(request.decidedBy);
        const customer = await findReadable(ctx, "customer", request.customer).catch(hiddenIsNull);
        return accessAnsweredCard({ words, joined: { owner, customer } });
      },
    });
  },
});
