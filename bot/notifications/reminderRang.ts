import type { OutboxRow } from "../../models/system/outboxEvent";
import type { Ctx } from "../../server/context";
import { createCtx } from "../../server/createCtx";
import { AppError } from "../../server/errors";
import type { Listener } from "../../server/events/dispatchOutbox";
import { loadActor } from "../../server/loadActor";
import { findReadable } from "../../server/queries/findReadable";
import { findVisitOfReminder } from "../../server/queries/findVisits";
import { gatherCustomerExtras } from "../../server/queries/gatherCustomerExtras";
import { findCustomerLines } from "../../server/queries/listToday";
import { findOrigins, readSources } from "../../server/queries/readSources";
import { reminderCard, type Ringing } from "../cards/reminderCard";
import type { BotDeps } from "../deps";
import { sendCard } from "../outgoing";
import { reach } from "./recipients";

/** What the card tells of the customer, as far as the owner may still see it. */
async function gatherCustomer(ctx: Ctx, id: string | null): Promise<Pick<Ringing, "customer" | "extras" | "phone">> {
  const customer = id ? await findReadable(ctx, "customer", id).catch(notFoundIsNull) : null;
  if (!customer) return { customer: null, extras: null, phone: null };
  const extras = await gatherCustomerExtras(ctx, [customer]);
  const lines = await findCustomerLines(ctx, [customer.id]);
  return { customer, extras: extras.get(customer.id) ?? null, phone: lines.get(customer.id)?.phone ?? null };
}

async function gather(ctx: Ctx, reminderId: string): Promise<Ringing> {
  const reminder = await findReadable(ctx, "reminder", reminderId);
  const origin = (await findOrigins("reminder", [reminderId])).get(reminderId)?.messageId;
  const sources = await readSources(ctx, origin ? [origin] : []);
  const visit = reminder.customer ? await findVisitOfReminder(ctx, reminderId) : null;
  return {
    ...{ reminder, visit, source: sources.get(origin ?? "") ?? null },
    ...(await gatherCustomer(ctx, reminder.customer)),
  };
}

/** The customer went to somebody else meanwhile: the reminder still rings, without their data. */
function notFoundIsNull(error: unknown): null {
  if (error instanceof AppError && error.code === "not_found") return null;
  throw error;
}

/** A reminder rang: its owner gets the card, on the platform they used last. */
export const reminderRang = (bot: BotDeps): Listener => ({
  on: ["reminder.rang"],
  async react(event: OutboxRow) {
    const reminder = event.recordId;
    const owner = event.actorId;
    const actor = await loadActor(owner, bot.deps.clock.now());
    const to = actor && (await reach(bot, owner));
    if (!actor || !to) return;
    const ctx = createCtx(bot.deps, { actor, source: { kind: "job", messageId: null }, requestId: event._id });
    const ringing = await gather(ctx, reminder).catch(notFoundIsNull);
    if (ringing?.reminder.state !== "open") return;
    await sendCard(ctx, to, { ...reminderCard(ctx, ringing), _id: event._id, reminder });
  },
});
