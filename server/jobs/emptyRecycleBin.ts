import { purgeArchived } from "../commands/records/purgeArchived";
import type { Job } from "./job";

/** Nightly: what lay in the recycle bin for thirty days is gone for good. */
export const emptyRecycleBin: Job = {
  name: "emptyRecycleBin",
  schedule: "0 4 * * *",
  catchUpMs: 86_400_000,
  run: purgeArchived,
};
