import { RuleRun, type RuleRunRow } from "../../../models/system/rule";
import { Warning } from "../../../models/system/warning";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { takeBackEvents } from "../takeBackEvents";
import { nothingUndone, type UndoOutcome } from "../undoOutcome";

/** Takes back what one run wrote; what somebody changed since stays. Inside the caller's transaction. */
async function takeBackRun(ctx: Ctx, run: RuleRunRow, outcome: UndoOutcome): Promise<void> {
  const { modifiedCount } = await RuleRun.updateOne({ _id: run._id, undoneAt: null }, { $set: { undoneAt: ctx.now } });
  if (modifiedCount !== 1) throw new AppError("already_settled");
  await takeBackEvents(ctx, run._id, outcome);
  await Warning.updateMany({ run: run._id, state: "waiting" }, { $set: { state: "dropped" } });
}

/**
 * Takes back what a rule did, for whoever may change the customer.
 * @throws AppError `not_found`, `forbidden`, `already_settled`
 */
export async function undoRuleRun(ctx: Ctx, id: string): Promise<UndoOutcome> {
  return withTransaction(async () => {
    const run = await RuleRun.findOne({ _id: id, state: "done" }).lean<RuleRunRow>();
    if (!run) throw new AppError("not_found");
    const customer = await findReadable(ctx, "customer", run.customer);
    authorize(ctx.actor, "update", { entity: "customer", record: customer });
    const outcome = nothingUndone();
    await takeBackRun(ctx, run, outcome);
    return outcome;
  });
}

/** What rules did because of a message goes with it; runs that have not happened yet will find it gone. */
export async function takeBackRunsOf(ctx: Ctx, message: string, outcome: UndoOutcome): Promise<void> {
  const runs = await RuleRun.find({ causeMessage: message, undoneAt: null }).lean<RuleRunRow[]>();
  for (const run of runs) await takeBackRun(ctx, run, outcome);
}
