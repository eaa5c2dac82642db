import { runDailyRules } from "../commands/rule/runDailyRules";
import type { Job } from "./job";

/** Before the morning's list goes out: the rules look at every customer and every open deal. */
export const dailyRules: Job = {
  name: "dailyRules",
  schedule: "30 8 * * *",
  catchUpMs: 86_400_000,
  run: runDailyRules,
};
