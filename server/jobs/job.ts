import type { Ctx } from "../context";

/** Something that happens by the calendar. Safe to run again after a crash. */
export interface Job {
  name: string;
  /** Five cron fields, Asia/Shanghai. */
  schedule: string;
  /** A run missed by more than this, because nothing was running then, is left out. */
  catchUpMs: number;
  run(ctx: Ctx): Promise<void>;
}
