import { endHolds as end } from "../commands/opportunity/endHolds";
import type { Job } from "./job";

/** In the morning of the day a deal was put aside until. */
export const endHolds: Job = {
  name: "endHolds",
  schedule: "20 8 * * *",
  catchUpMs: 86_400_000,
  run: end,
};
