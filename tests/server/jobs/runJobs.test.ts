import { setTimeout as sleep } from "node:timers/promises";
import { createLog } from "../../../server/createLog";
import type { Job } from "../../../server/jobs/job";
import { runJobs } from "../../../server/jobs/runJobs";
import { fakeDeps } from "../../support/ctx";
import { useDatabase } from "../../support/db";

useDatabase();

/** Longer than two ticks of the schedule. */
const LONG_MS = 2500;

async function logOf(run: Job["run"]): Promise<{ level: number; msg: string }[]> {
  const lines: string[] = [];
  const log = createLog("debug", { write: (line: string) => void lines.push(line) });
  const clock = { now: () => new Date() };
  const job: Job = { name: "slow", schedule: "* * * * * *", catchUpMs: 60_000, run };
  const stop = runJobs([job], { ...fakeDeps(clock), log });
  await sleep(LONG_MS + 1500);
  await stop();
  return lines.map((line) => JSON.parse(line) as { level: number; msg: string });
}

test("a job that outlasts the next ticks is told to who looks closer, and nobody else", async () => {
  const lines = await logOf(() => sleep(LONG_MS));
  expect(lines.filter(({ level }) => level > 20)).toEqual([]);
  expect(lines).toContainEqual(
    expect.objectContaining({ msg: expect.stringContaining("task still running") as string }),
  );
});

test("a job that fails is told with its error", async () => {
  const fails = () => Promise.reject(new Error("no disk"));
  const [line] = await logOf(fails);
  expect(line).toMatchObject({ level: 50, msg: "a job failed", err: { message: "no disk" } });
});
