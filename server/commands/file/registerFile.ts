import { newId } from "../../../models/newId";
import { StoredFile, type StoredFileRow } from "../../../models/system/storedFile";
import type { Ctx } from "../../context";

type Registered = Pick<StoredFileRow, "name" | "kind" | "contentType">;

/** Notes whose file it is. A message worked twice has one row. @returns its id */
export async function registerFile(ctx: Ctx, { name, kind, contentType }: Registered): Promise<string> {
  const row = { _id: newId(), userId: ctx.actor.id, kind, contentType, followUp: null, createdAt: ctx.now };
  await StoredFile.updateOne({ name }, { $setOnInsert: row }, { upsert: true });
  const kept = await StoredFile.findOne({ name }, { _id: 1 }).lean();
  return kept?._id ?? row._id;
}
