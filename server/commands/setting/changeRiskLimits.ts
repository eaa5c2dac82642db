import type { RiskLimits } from "../../../models/shared/values/risk";
import type { Versioned } from "../../../models/shared/contracts/versioned";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { riskSetting } from "../../queries/readSetting";
import { changeSetting } from "./changeSetting";

/**
 * How long a customer may be left alone.
 * @throws AppError `forbidden`, `stale_version`, and `invalid_input` unless being lost comes after the hint
 */
export function changeRiskLimits(
  ctx: Ctx,
  change: { version: number; value: RiskLimits },
): Promise<Versioned<RiskLimits>> {
  if (change.value.lostAfterDays <= change.value.quietAfterDays) {
    throw new AppError("invalid_input", { errors: [{ path: "lostAfterDays", code: "too_small", message: "" }] });
  }
  return changeSetting(ctx, riskSetting, change);
}
