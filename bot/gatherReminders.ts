import { complete } from "../models/queue";
import type { Card } from "../models/shared/contracts/card";
import { t } from "../models/shared/text/zhCN/chat";
import { Delivery, type DeliveryRow } from "../models/system/delivery";
import { openJson } from "../models/vault";
import { withTransaction } from "../models/withTransaction";
import { SYSTEM_ACTOR } from "../server/context";
import { createCtx } from "../server/createCtx";
import { cardLimits, fitValue } from "./card";
import { noteCard } from "./cards/askCards";
import type { BotDeps } from "./deps";
import { sendCard } from "./outgoing";
import { privately } from "./recipient";

/** One card can name so many; who has more waiting opens the list. */
const MOST = 200;
const TOLD = "told in one card";

const titleOf = (row: DeliveryRow) => openJson<{ card: Card }>(row.sealedContent).card.title;

function digestOf(rows: DeliveryRow[]) {
  const named = rows.slice(0, cardLimits.rows - (rows.length > cardLimits.rows ? 1 : 0));
  const lines = named.map((row, index) => ({
    label: t.digest.line(index + 1),
    value: fitValue(titleOf(row), cardLimits.value),
  }));
  const rest = rows.length - named.length;
  return {
    ...noteCard(t.digest.waiting(rows.length), t.digest.waitingText),
    rows: rest > 0 ? [...lines, { label: t.digest.more, value: t.digest.rest(rest) }] : lines,
    buttons: [{ text: t.actions.openApp, path: "/reminders" }],
  };
}

/**
 * Reminders that a platform would drop for their number become one card.
 * @returns false when this one waits alone, or is no reminder
 */
export async function gatherReminders(row: DeliveryRow, bot: BotDeps): Promise<boolean> {
  if (!row.reminder) return false;
  const alike = { lane: row.lane, kind: "card", state: "queued", reminder: { $ne: null } } as const;
  const others = await Delivery.find(alike).sort({ dueAt: 1, _id: 1 }).limit(MOST).lean<DeliveryRow[]>();
  if (others.length === 0) return false;
  await withTransaction(async () => {
    await complete(Delivery, row, { lastError: TOLD });
    const told: DeliveryRow[] = [row];
    for (const other of others) {
      const mine = { _id: other._id, state: "queued", fence: other.fence } as const;
      const done = { state: "done", holdsLane: false, holdUntil: null, lastError: TOLD } as const;
      const { modifiedCount } = await Delivery.updateOne(mine, { $set: done });
      if (modifiedCount === 1) told.push(other);
    }
    const ctx = createCtx(bot.deps, { actor: SYSTEM_ACTOR, source: { kind: "job", messageId: null } });
    await sendCard(ctx, privately(row), { ...digestOf(told), _id: `gathered-${row._id}` });
  });
  return true;
}
