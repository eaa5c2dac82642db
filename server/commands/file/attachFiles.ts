import { StoredFile, type StoredFileRow } from "../../../models/system/storedFile";
import type { Ctx } from "../../context";

type Place = Partial<Pick<StoredFileRow, "followUp" | "visit">>;

/** Hangs files the actor sent on a note or a visit; whoever may read that may then open them. */
export async function attachFiles(ctx: Ctx, { files, ...place }: { files: string[] } & Place): Promise<void> {
  if (files.length === 0) return;
  await StoredFile.updateMany({ _id: { $in: files }, userId: ctx.actor.id }, { $set: place });
}
