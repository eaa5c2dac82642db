import { Reminder } from "../../../models";
import { entities } from "../../../models/shared/entities";
import type { Reminder as ReminderRecord } from "../../../models/shared/entities/reminder";
import { toRecord, type StoredRow } from "../../../models/storedRecord";
import { withTransaction } from "../../../models/withTransaction";
import { SYSTEM_ACTOR, type Actor, type Deps } from "../../context";
import { createCtx } from "../../createCtx";
import { AppError } from "../../errors";
import { saveWithEvent } from "../../events/saveWithEvent";
import { isQuiet } from "../../calendar/isQuiet";
import { continueReminder } from "./continueReminder";

const BATCH = 100;

/** Nobody is woken at night, unless a clock time was said or the moment itself was asked for. */
const mayRing = (reminder: ReminderRecord, now: Date) =>
  !isQuiet(now) || reminder.time !== null || isQuiet(reminder.remindAt);

const ownerAsActor = (owner: string): Actor => ({ ...SYSTEM_ACTOR, id: owner });

/** Of two processes that see the same reminder, the version decides who rings it. */
async function ring(deps: Deps, before: ReminderRecord, owner: string): Promise<void> {
  const ctx = createCtx(deps, { actor: ownerAsActor(owner), source: { kind: "job", messageId: null } });
  try {
    await withTransaction(async () => {
      const set = { remindedAt: ctx.now, ...(await continueReminder(ctx, before)) };
      await saveWithEvent(ctx, "reminder", { before, set, event: "reminder.rang" });
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "stale_version") throw error;
  }
}

async function ringOne(deps: Deps, row: StoredRow, now: Date): Promise<void> {
  const reminder = toRecord(entities.reminder, row) as unknown as ReminderRecord;
  if (!reminder.owner || !mayRing(reminder, now)) return;
  try {
    await ring(deps, reminder, reminder.owner);
  } catch (error) {
    // One that cannot ring must not keep the others from it; the next round tries again.
    deps.log.error({ err: error, reminder: reminder.id }, "a reminder could not ring");
  }
}

/**
 * Rings every reminder that is due; each once. Those that wait for the morning are passed over, however many they are.
 * @returns false: nothing is left over for at once
 */
export async function ringReminders(deps: Deps): Promise<boolean> {
  const now = deps.clock.now();
  const due = { state: "open", remindedAt: null, archivedAt: null, owner: { $ne: null } };
  let after = { remindAt: new Date(0), _id: "" };
  for (;;) {
    const next = {
      $or: [{ remindAt: { $gt: after.remindAt } }, { remindAt: after.remindAt, _id: { $gt: after._id } }],
    };
    const rows = await Reminder.find({ $and: [{ ...due, remindAt: { $lte: now } }, next] })
      .sort({ remindAt: 1, _id: 1 })
      .limit(BATCH)
      .lean<(StoredRow & { remindAt: Date })[]>();
    for (const row of rows) await ringOne(deps, row, now);
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return false;
    after = last;
  }
}
