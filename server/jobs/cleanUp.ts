import { ClaimCount } from "../../models/system/claimCount";
import { dayOf } from "../../models/shared/values/day";
import { JobRun } from "../../models/system/jobRun";
import { PendingAction } from "../../models/system/pendingAction";
import { Idempotency, Session } from "../../models/system/session";
import { Warning, WarningDay } from "../../models/system/warning";
import type { Job } from "./job";

const DAY_MS = 86_400_000;
const KEEP_RUNS_DAYS = 60;

/** Nightly: what has run out is removed. Messages and events stay. */
export const cleanUp: Job = {
  name: "cleanUp",
  schedule: "30 3 * * *",
  catchUpMs: DAY_MS,
  async run(ctx) {
    const expired = { expiresAt: { $lt: ctx.now } };
    await Session.deleteMany(expired);
    await Idempotency.deleteMany(expired);
    await ClaimCount.deleteMany(expired);
    await PendingAction.deleteMany({ expiresAt: { $lt: new Date(ctx.now.getTime() - DAY_MS) } });
    const keptFrom = new Date(ctx.now.getTime() - KEEP_RUNS_DAYS * DAY_MS);
    await JobRun.deleteMany({ scheduledAt: { $lt: keptFrom } });
    await WarningDay.deleteMany({ _id: { $lt: dayOf(keptFrom) } });
    await Warning.deleteMany({ state: { $ne: "waiting" }, toldAt: { $lt: keptFrom } });
  },
};
