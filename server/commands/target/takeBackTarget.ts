import { Target, type TargetRow } from "../../../models/system/target";
import type { OutboxRow } from "../../../models/system/outboxEvent";
import { openJson } from "../../../models/vault";
import type { Ctx } from "../../context";
import { recordEvent, type EventBody } from "../../events/saveWithEvent";

/**
 * Puts a target back to what it was; inside the caller's transaction.
 * @returns whose and when; null where somebody set it anew since
 */
export async function takeBackTarget(ctx: Ctx, event: OutboxRow): Promise<TargetRow | null> {
  const { changes } = openJson<EventBody>(event.sealedChanges);
  const [change] = changes;
  const row = await Target.findOne({ _id: event.recordId }).lean<TargetRow>();
  if (!row || !change || row.amount !== change.newValue || row.setBy !== ctx.actor.id) return null;
  if (typeof change.oldValue === "number") {
    const set = { amount: change.oldValue, version: row.version + 1, updatedAt: ctx.now };
    await Target.updateOne({ _id: row._id, version: row.version }, { $set: set });
  } else await Target.deleteOne({ _id: row._id, version: row.version });
  const back = { field: change.field, oldValue: change.newValue, newValue: change.oldValue };
  const body = { kind: "changed" as const, changes: [back] };
  await recordEvent(ctx, { name: "target.undone", entity: "target", record: { id: row._id }, body });
  return row;
}
