import { handOverAll } from "../commands/user/handOver";
import type { Job } from "./job";

/** What leavers had goes to their managers. */
export const handOverLeavers: Job = {
  name: "handOverLeavers",
  schedule: "*/5 * * * *",
  catchUpMs: 86_400_000,
  run: handOverAll,
};
