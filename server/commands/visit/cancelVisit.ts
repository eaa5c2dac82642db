import type { Visit } from "../../../models/shared/entities/visit";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { archivePlain } from "../records/archivePlain";
import { closeReminder } from "./visitReminder";

/** The visit will not take place. */
export async function cancelVisit(ctx: Ctx, { id }: { id: string }): Promise<Visit> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, "visit", id);
    authorize(ctx.actor, "cancel", { entity: "visit", record: before });
    await closeReminder(ctx, before, "dropped");
    return saveWithEvent(ctx, "visit", { before, set: { state: "cancelled" }, event: "visit.cancelled" });
  });
}

/** Takes a visit out of sight, and its reminder with it. */
export async function archiveVisit(ctx: Ctx, id: string): Promise<void> {
  await withTransaction(async () => {
    await closeReminder(ctx, await findReadable(ctx, "visit", id), "dropped");
    await archivePlain(ctx, "visit", id);
  });
}
