import { Reminder } from "../../../models";
import { entities } from "../../../models/shared/entities";
import type { Reminder as ReminderRecord } from "../../../models/shared/entities/reminder";
import { timeOf } from "../../../models/shared/values/day";
import { toRecord, type StoredRow } from "../../../models/storedRecord";
import { SYSTEM_ACTOR, type Actor, type Deps } from "../../context";
import { createCtx } from "../../createCtx";
import { AppError } from "../../errors";
import { saveWithEvent } from "../../events/saveWithEvent";

const QUIET_FROM = "21:00";
const QUIET_TO = "08:30";
const BATCH = 100;

const isQuiet = (at: Date) => timeOf(at) >= QUIET_FROM || timeOf(at) < QUIET_TO;

/** Nobody is woken at night, unless a clock time was said or the moment itself was asked for. */
const mayRing = (reminder: ReminderRecord, now: Date) =>
  !isQuiet(now) || reminder.time !== null || isQuiet(reminder.remindAt);

const ownerAsActor = (owner: string): Actor => ({ ...SYSTEM_ACTOR, id: owner });

/** Of two processes that see the same reminder, the version decides who rings it. */
async function ring(deps: Deps, before: ReminderRecord, owner: string): Promise<void> {
  const ctx = createCtx(deps, { actor: ownerAsActor(owner), source: { kind: "job", messageId: null } });
  try {
    await saveWithEvent(ctx, "reminder", { before, set: { remindedAt: ctx.now }, event: "reminder.rang" });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "stale_version") throw error;
  }
}

/**
 * Rings every reminder that is due; each once.
 * @returns whether there may be more
 */
export async function ringReminders(deps: Deps): Promise<boolean> {
  const now = deps.clock.now();
  const due = { state: "open", remindedAt: null, remindAt: { $lte: now }, archivedAt: null };
  const rows = await Reminder.find(due).sort({ remindAt: 1 }).limit(BATCH).lean<StoredRow[]>();
  let rung = 0;
  for (const row of rows) {
    const reminder = toRecord(entities.reminder, row) as unknown as ReminderRecord;
    if (!reminder.owner || !mayRing(reminder, now)) continue;
    await ring(deps, reminder, reminder.owner);
    rung += 1;
  }
  return rung === BATCH;
}
