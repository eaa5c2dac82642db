import { parseArgs } from "node:util";
import type { Sizes } from "./fillStore";

const SMALL: Sizes = { members: 100, customers: 10_000, followUps: 50_000 };
const LARGE: Sizes = { members: 100, customers: 100_000, followUps: 1_000_000 };

export interface Plan {
  sizes: Sizes;
  /** Null is the embedded store. */
  stores: (string | null)[];
}

/** What the command line asks for. */
export function readPlan(): Plan {
  const { values } = parseArgs({
    options: { large: { type: "boolean" }, customers: { type: "string" }, "follow-ups": { type: "string" } },
  });
  const server = process.env.TEST_MONGODB_URI ?? null;
  if (values.large && !server)
    throw new Error("--large needs TEST_MONGODB_URI: the embedded store is not for such sizes");
  const promised = values.large ? LARGE : SMALL;
  const chosen = { customers: values.customers, followUps: values["follow-ups"] };
  return {
    sizes: {
      ...promised,
      customers: Number(chosen.customers ?? promised.customers),
      followUps: Number(chosen.followUps ?? promised.followUps),
    },
    stores: values.large ? [server] : [null, ...(server ? [server] : [])],
  };
}
