import { recycleCustomers } from "../commands/pool/recycleCustomers";
import { warnOfRecycling } from "../commands/pool/warnOfRecycling";
import type { Job } from "./job";

const HOUR_MS = 3_600_000;

/** Mornings, after the day's first cards: who goes back to the public pool in a few days is told to whoever would lose them. */
export const warnBeforeRecycling: Job = {
  name: "warnBeforeRecycling",
  schedule: "30 10 * * *",
  catchUpMs: HOUR_MS,
  run: warnOfRecycling,
};

/** Evenings, while people still read what they are told. */
export const recycle: Job = {
  name: "recycle",
  schedule: "0 20 * * *",
  catchUpMs: 2 * HOUR_MS,
  run: recycleCustomers,
};
