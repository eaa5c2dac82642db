import type { OutboxRow } from "../../models/system/outboxEvent";
import { openJson } from "../../models/vault";
import { createCtx } from "../../server/createCtx";
import type { Change, EventBody } from "../../server/events/saveWithEvent";
import { loadActor } from "../../server/loadActor";
import type { BotDeps } from "../deps";
import { sendCard } from "../outgoing";
import type { DraftCard } from "../reply";
import { reach } from "./recipients";

/** A card to one colleague; once for each event, however often it is told. */
export async function tell(
  bot: BotDeps,
  event: OutboxRow,
  { user, card }: { user: string; card: DraftCard },
): Promise<void> {
  const actor = user === event.actorId ? null : await loadActor(user, bot.deps.clock.now());
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
