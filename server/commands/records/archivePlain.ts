import type { EntityName } from "../../../models/shared/entities";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";

/** Takes a record out of sight; the row stays. */
export async function archivePlain<N extends EntityName>(ctx: Ctx, entity: N, id: string): Promise<void> {
  await withTransaction(async () => {
    const before = await findReadable(ctx, entity, id);
    authorize(ctx.actor, "archive", { entity, record: before });
    const set = { archivedAt: ctx.now } as never;
    await saveWithEvent(ctx, entity, { before, set, event: `${entity}.archived` });
  });
}
