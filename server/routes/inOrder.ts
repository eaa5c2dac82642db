import type { Day } from "../../models/shared/values/day";
import { AppError } from "../errors";

interface Period {
  from?: Day | undefined;
  to?: Day | undefined;
}

/**
 * A period as it was asked for.
 * @throws AppError `invalid_input` when it ends before it starts: nothing found would look like an answer
 */
export function inOrder<P extends Period>(period: P): P {
  const { from, to } = period;
  if (from === undefined || to === undefined || from <= to) return period;
  throw new AppError("invalid_input", { errors: [{ path: "to", code: "ends_before_start", message: "to" }] });
}
