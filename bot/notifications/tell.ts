import type { OutboxRow } from "../../models/system/outboxEvent";
import { openJson } from "../../models/vault";
import { createCtx } from "../../server/createCtx";
import type { Change, EventBody } from "../../server/events/saveWithEvent";
import { loadActor } from "../../server/loadActor";
import type { BotDeps } from "../deps";
import { sendCard } from "../outgoing";
import type { DraftCard } from "../reply";
import { reach } from "./recipients";

interface Told {
  user: string;
  card: DraftCard;
}

/** A card to one colleague about what another did. */
export async function tell(bot: BotDeps, event: OutboxRow, told: Told): Promise<void> {
  if (told.user !== event.actorId) await tellAny(bot, event, told);
}

/** A card to one colleague, also about what they did themselves; once for each event, however often it is told. */
export async function tellAny(bot: BotDeps, event: OutboxRow, { user, card }: Told): Promise<void> {
  const actor = await loadActor(user, bot.deps.clock.now());
  const to = actor && (await reach(bot, user));
  if (!actor || !to) return;
  const ctx = createCtx(bot.deps, { actor, source: { kind: "job", messageId: null }, requestId: event._id });
  await sendCard(ctx, to, { ...card, _id: `${event._id}-${user}` });
}

/** What an event changed, by field. */
export const changesOf = (event: OutboxRow): Map<string, Omit<Change, "field">> =>
  new Map(
    openJson<EventBody>(event.sealedChanges).changes.map(({ field, oldValue, newValue }) => [
      field,
      { oldValue, newValue },
    ]),
  );

export const countIn = (event: OutboxRow, what: string) => Number(changesOf(event).get(what)?.newValue ?? 0);
