import type { EntityName } from "../../../models/shared/entities";
import { AppError } from "../../errors";

/** Fields of which the second may not lie before the first. */
const PAIRS: Partial<Record<EntityName, readonly [string, string]>> = {
  reminder: ["dueFrom", "dueTo"],
  opportunity: ["amountMin", "amountMax"],
};

type Values = Record<string, unknown>;

const isReversed = (from: unknown, to: unknown) =>
  (typeof from === "string" && typeof to === "string" && to < from) ||
  (typeof from === "number" && typeof to === "number" && to < from);

/**
 * Whatever has two ends has them in order. What a change does not touch is left as it is.
 * @throws AppError `invalid_input` with `ends_before_start`
 */
export function refuseReversed(
  entity: EntityName,
  { before = {}, changes }: { before?: object; changes: object },
): void {
  const pair = PAIRS[entity];
  if (!pair?.some((field) => field in changes)) return;
  const [from, to] = pair;
  const after: Values = { ...before, ...changes };
  if (isReversed(after[from], after[to]))
    throw new AppError("invalid_input", { errors: [{ path: to, code: "ends_before_start", message: to }] });
}
