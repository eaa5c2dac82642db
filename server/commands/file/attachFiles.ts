import { StoredFile } from "../../../models/system/storedFile";
import type { Ctx } from "../../context";

/** Hangs files the actor sent on a note; whoever may read the note may then open them. */
export async function attachFiles(ctx: Ctx, { files, followUp }: { files: string[]; followUp: string }): Promise<void> {
  if (files.length === 0) return;
  await StoredFile.updateMany({ _id: { $in: files }, userId: ctx.actor.id }, { $set: { followUp } });
}
