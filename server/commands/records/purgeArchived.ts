import { models } from "../../../models";
import { entities, type EntityName } from "../../../models/shared/entities";
import type { StoredRow } from "../../../models/storedRecord";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { CHILD_ENTITIES } from "../../events/carryChildren";
import { recordEvent } from "../../events/saveWithEvent";
import { keptSince } from "../../queries/listArchived";

const BATCH = 100;

/** The event says that it is gone, and nothing of what it held. */
async function purge(ctx: Ctx, entity: EntityName, row: StoredRow): Promise<void> {
  await withTransaction(async () => {
    if (entity === "customer")
      for (const child of CHILD_ENTITIES) await models[child].deleteMany({ customer: row._id });
    await models[entity].deleteOne({ _id: row._id });
    const record = { id: row._id, customer: row.customer };
    await recordEvent(ctx, { name: `${entity}.purged`, entity, record, body: { kind: "removed", changes: [] } });
  });
}

/** Removes for good what can no longer be brought back, a customer with all that hangs on it. */
export async function purgeArchived(ctx: Ctx): Promise<void> {
  for (const entity of Object.keys(entities) as EntityName[]) {
    const over = { archivedAt: { $gt: new Date(0), $lte: keptSince(ctx.now) } };
    for (;;) {
      const rows = await models[entity].find(over, { customer: 1 }).limit(BATCH).lean<StoredRow[]>();
      for (const row of rows) await purge(ctx, entity, row);
      if (rows.length < BATCH) break;
    }
  }
}
