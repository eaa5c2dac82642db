import { StoredFile, type StoredFileRow } from "../../models/system/storedFile";
import type { Ctx } from "../context";
import { AppError } from "../errors";
import { findReadable } from "./findReadable";

/**
 * A file the actor sent, or that hangs on a note or a visit they may read.
 * @throws AppError `not_found`
 */
export async function findFile(ctx: Ctx, id: string): Promise<StoredFileRow> {
  const file = await StoredFile.findOne({ _id: id }).lean<StoredFileRow>();
  if (!file) throw new AppError("not_found");
  if (file.userId === ctx.actor.id) return file;
  const [entity, place] = file.followUp ? (["followUp", file.followUp] as const) : (["visit", file.visit] as const);
  if (!place) throw new AppError("not_found");
  await findReadable(ctx, entity, place);
  return file;
}

/** Files by the record they hang on. */
export async function filesAt(
  place: "followUp" | "visit",
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredFileRow[]>> {
  if (ids.length === 0) return new Map();
  const files = await StoredFile.find({ [place]: { $in: [...ids] } })
    .sort({ createdAt: 1, _id: 1 })
    .lean<StoredFileRow[]>();
  const byPlace = new Map<string, StoredFileRow[]>();
  for (const file of files) byPlace.set(file[place] ?? "", [...(byPlace.get(file[place] ?? "") ?? []), file]);
  return byPlace;
}
