import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { findReadable } from "../../queries/findReadable";
import { archivePlain } from "../records/archivePlain";
import { releaseVisit } from "../visit/keepVisit";

/** Takes a note out of sight; the visit it told of stands without one, or goes too. */
export async function archiveFollowUp(ctx: Ctx, id: string): Promise<void> {
  await withTransaction(async () => {
    const before = await findReadable(ctx, "followUp", id);
    await archivePlain(ctx, "followUp", id);
    await releaseVisit(ctx, before);
  });
}
