import { isDuplicateKey } from "../../../models/isDuplicateKey";
import { Setting } from "../../../models/system/setting";
import { withTransaction } from "../../../models/withTransaction";
import type { Versioned } from "../../../models/shared/contracts/versioned";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { changesOf, recordEvent } from "../../events/saveWithEvent";
import { canChangeSettings } from "../../policies";
import { readSetting, type SettingKind } from "../../queries/readSetting";

interface Change<T> {
  version: number;
  value: T;
}

async function write<T extends object>(ctx: Ctx, { name }: SettingKind<T>, change: Change<T>): Promise<void> {
  const row = { value: change.value, updatedAt: ctx.now, version: change.version + 1 };
  if (change.version === 0) {
    await Setting.insertMany([{ _id: name, ...row }]);
    return;
  }
  const { modifiedCount } = await Setting.updateOne({ _id: name, version: change.version }, { $set: row });
  if (modifiedCount !== 1) throw new AppError("stale_version");
}

/**
 * Sets what a company decides for itself; the change is kept with who made it.
 * @param check refuses a value that does not fit what is stored, inside the transaction
 * @throws AppError `forbidden` unless the actor may set it, `stale_version` when somebody set it meanwhile
 */
export async function changeSetting<T extends object>(
  ctx: Ctx,
  kind: SettingKind<T>,
  change: Change<T> & { check?: (before: T) => Promise<void> },
): Promise<Versioned<T>> {
  if (!(kind.maySet ?? canChangeSettings)(ctx.actor)) throw new AppError("forbidden");
  try {
    return await withTransaction(async () => {
      const before = await readSetting(kind);
      if (before.version !== change.version) throw new AppError("stale_version");
      await change.check?.(before.value);
      await write(ctx, kind, change);
      const body = { kind: "changed" as const, changes: changesOf(before.value, change.value) };
      await recordEvent(ctx, { name: "setting.changed", entity: "setting", record: { id: kind.name }, body });
      return { value: change.value, version: change.version + 1 };
    });
  } catch (error) {
    if (isDuplicateKey(error)) throw new AppError("stale_version", {}, { cause: error });
    throw error;
  }
}
