import { isDuplicateKey } from "../../../models/isDuplicateKey";
import { Department, User } from "../../../models/system/user";
import { Target, type TargetRow } from "../../../models/system/target";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { changesOf, recordEvent } from "../../events/saveWithEvent";
import { canSetTarget, departmentsLed, type Subject } from "../../queries/targetSubjects";

export interface TargetInput extends Subject {
  period: string;
  amount: number;
  /** The version it was read at; 0 for a first one. */
  version: number;
}

async function checkSubject({ kind, subject }: Subject): Promise<void> {
  const known = kind === "person" ? await User.exists({ _id: subject }) : await Department.exists({ _id: subject });
  if (!known) throw new AppError("not_found");
}

const idOf = ({ kind, subject, period }: TargetInput) => `${kind}:${subject}:${period}`;

async function write(ctx: Ctx, input: TargetInput): Promise<TargetRow> {
  const { kind, subject, period, amount, version } = input;
  const _id = idOf(input);
  const row = { kind, subject, period, amount, version: version + 1, setBy: ctx.actor.id, updatedAt: ctx.now };
  if (version === 0) {
    await Target.insertMany([{ _id, ...row }]);
    return { _id, ...row };
  }
  const { modifiedCount } = await Target.updateOne({ _id, version }, { $set: row });
  if (modifiedCount !== 1) throw new AppError("stale_version");
  return { _id, ...row };
}

/**
 * Says what somebody is to sell; kept with who said it.
 * @throws AppError `not_found` for a subject the actor does not lead, `stale_version` when it was set meanwhile
 */
export async function setTarget(ctx: Ctx, input: TargetInput): Promise<TargetRow> {
  if (!canSetTarget(ctx.actor, input, await departmentsLed(ctx.actor))) throw new AppError("not_found");
  await checkSubject(input);
  try {
    return await withTransaction(async () => {
      const before = await Target.findOne({ _id: idOf(input) }, { amount: 1 }).lean();
      const row = await write(ctx, input);
      const body = {
        kind: "changed" as const,
        changes: changesOf({ amount: before?.amount }, { amount: input.amount }),
      };
      await recordEvent(ctx, { name: "target.set", entity: "target", record: { id: row._id }, body });
      return row;
    });
  } catch (error) {
    if (isDuplicateKey(error)) throw new AppError("stale_version", {}, { cause: error });
    throw error;
  }
}
