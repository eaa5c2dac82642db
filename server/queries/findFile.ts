import { StoredFile, type StoredFileRow } from "../../models/system/storedFile";
import type { Ctx } from "../context";
import { AppError } from "../errors";
import { findReadable } from "./findReadable";

/**
 * A file the actor sent, or that hangs on a note they may read.
 * @throws AppError `not_found`
 */
export async function findFile(ctx: Ctx, id: string): Promise<StoredFileRow> {
  const file = await StoredFile.findOne({ _id: id }).lean<StoredFileRow>();
  if (!file) throw new AppError("not_found");
  if (file.userId === ctx.actor.id) return file;
  if (!file.followUp) throw new AppError("not_found");
  await findReadable(ctx, "followUp", file.followUp);
  return file;
}

/** Files by the note they hang on. */
export async function filesOfNotes(followUps: readonly string[]): Promise<ReadonlyMap<string, StoredFileRow[]>> {
  if (followUps.length === 0) return new Map();
  const files = await StoredFile.find({ followUp: { $in: [...followUps] } })
    .sort({ createdAt: 1, _id: 1 })
    .lean<StoredFileRow[]>();
  const byNote = new Map<string, StoredFileRow[]>();
  for (const file of files) byNote.set(file.followUp ?? "", [...(byNote.get(file.followUp ?? "") ?? []), file]);
  return byNote;
}
