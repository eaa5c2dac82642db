import { CronExpressionParser } from "cron-parser";
import cron, { type Logger as CronLog } from "node-cron";
import { JobRun, type JobRunRow } from "../../models/system/jobRun";
import { SYSTEM_ACTOR, type Deps } from "../context";
import { createCtx } from "../createCtx";
import type { Job } from "./job";
import { isDuplicateKey } from "../../models/isDuplicateKey";

const TIMEZONE = "Asia/Shanghai";
const LEASE_MS = 10 * 60_000;

/** The last instant at or before `now` at which the job was due. */
export function lastDue(schedule: string, now: Date): Date {
  // `prev` looks strictly before its date.
  const currentDate = new Date(now.getTime() + 1);
  return CronExpressionParser.parse(schedule, { currentDate, tz: TIMEZONE }).prev().toDate();
}

const nextDue = (schedule: string, now: Date): Date =>
  CronExpressionParser.parse(schedule, { currentDate: now, tz: TIMEZONE }).next().toDate();

/** True for the one process that may do this run: it made the row, or took over from one that died. */
async function claimRun(row: JobRunRow, now: Date): Promise<boolean> {
  try {
    await JobRun.insertMany([row]);
    return true;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  const abandoned = { _id: row._id, state: "running", leaseUntil: { $lte: now } } as const;
  const { modifiedCount } = await JobRun.updateOne(abandoned, { $set: { leaseUntil: row.leaseUntil } });
  return modifiedCount === 1;
}

/** Does the job's last due run, unless it was done. */
export async function runIfDue(job: Job, deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const scheduledAt = lastDue(job.schedule, now);
  if (now.getTime() - scheduledAt.getTime() > job.catchUpMs) return;
  const _id = `${job.name}@${scheduledAt.toISOString()}`;
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  const row: JobRunRow = { _id, name: job.name, scheduledAt, state: "running", leaseUntil, error: null };
  if (!(await claimRun(row, now))) return;
  try {
    await job.run(
      createCtx(deps, { actor: SYSTEM_ACTOR, source: { kind: "job", messageId: null }, requestId: _id, now }),
    );
    await JobRun.updateOne({ _id }, { $set: { state: "done" } });
  } catch (error) {
    deps.log.error({ err: error, job: _id }, "a job failed");
    await JobRun.updateOne({ _id }, { $set: { state: "failed", error: String(error) } });
  }
}

/**
 * What node-cron says of its ticks. A tick that still works when the next one is due, or came late, loses nothing:
 * the next one finds what is due. Its errors are errors.
 */
const tellOfTicks = ({ log }: Deps): CronLog => ({
  info: (message) => log.debug(message),
  warn: (message) => log.debug(message),
  debug: (message) => log.debug(message),
  error: (said, error) => log.error({ err: error ?? said }, "the schedule stumbled"),
});

/**
 * Starts the schedule. node-cron ticks; which runs are due is worked out on the program's own clock, so that moving it moves them too.
 * @returns stops it
 */
export function runJobs(jobs: readonly Job[], deps: Deps): () => Promise<void> {
  /** Until then there is nothing to look at. */
  const quietUntil = new Map<string, Date>();
  let working: Promise<void> = Promise.resolve();

  async function tick(): Promise<void> {
    for (const job of jobs) {
      const now = deps.clock.now();
      const until = quietUntil.get(job.name);
      if (until && now < until) continue;
      quietUntil.set(job.name, nextDue(job.schedule, now));
      await runIfDue(job, deps);
    }
  }

  const task = cron.schedule(
    "* * * * * *",
    () => {
      working = tick().catch((error: unknown) => deps.log.error({ err: error }, "the schedule stumbled"));
      return working;
    },
    { timezone: TIMEZONE, noOverlap: true, name: "jobs", logger: tellOfTicks(deps) },
  );
  return async () => {
    await task.stop();
    await working;
  };
}
