import { Reminder } from "../../../models";
import { entities } from "../../../models/shared/entities";
import type { Reminder as ReminderRecord } from "../../../models/shared/entities/reminder";
import { toRecord, type StoredRow } from "../../../models/storedRecord";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { archivePlain } from "../records/archivePlain";

/** Takes a customer out of sight, and what was still to be done there: nobody is reminded of somebody they cannot open. */
export async function archiveCustomer(ctx: Ctx, id: string): Promise<void> {
  await withTransaction(async () => {
    await archivePlain(ctx, "customer", id);
    const open = { customer: id, state: "open", archivedAt: null };
    for (const row of await Reminder.find(open).lean<StoredRow[]>()) {
      const before = toRecord(entities.reminder, row) as unknown as ReminderRecord;
      const set = { archivedAt: ctx.now } as Partial<ReminderRecord>;
      await saveWithEvent(ctx, "reminder", { before, set, event: "reminder.archived" });
    }
  });
}
