import { models } from "../../../models";
import { keysOf, type Pipeline } from "../../../models/shared/values/pipeline";
import { isClosed, STAGES } from "../../../models/shared/values/stage";
import type { Versioned } from "../../../models/shared/contracts/versioned";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { pipelineSetting } from "../../queries/readSetting";
import { changeSetting } from "./changeSetting";

/** Words are heard to mean these, so they stay, whatever they are called here. */
const KEPT = STAGES.filter((stage) => !isClosed(stage));

const refuse = (code: string) => new AppError("invalid_input", { errors: [{ path: "stages", code, message: "" }] });

function checkKeys(keys: string[]): void {
  if (new Set(keys).size !== keys.length || keys.some(isClosed)) throw refuse("invalid_value");
  if (KEPT.some((stage) => !keys.includes(stage))) throw refuse("stage_needed");
}

/** Deals must not stand in a stage that is gone. */
async function checkUnused(gone: string[]): Promise<void> {
  if (gone.length === 0) return;
  if (await models.opportunity.exists({ stage: { $in: gone }, archivedAt: null })) throw refuse("stage_in_use");
}

/**
 * Renames, adds, orders and guards the open stages.
 * @throws AppError `forbidden`, `stale_version`, and `invalid_input` for a stage that is gone though deals or words need it
 */
export function changePipeline(
  ctx: Ctx,
  { version, value }: { version: number; value: Pipeline },
): Promise<Versioned<Pipeline>> {
  const keys = keysOf(value);
  checkKeys(keys);
  if (value.stuckAfterDays <= value.slowAfterDays) {
    throw new AppError("invalid_input", { errors: [{ path: "stuckAfterDays", code: "too_small", message: "" }] });
  }
  const check = (before: Pipeline) => checkUnused(keysOf(before).filter((key) => !keys.includes(key)));
  return changeSetting(ctx, pipelineSetting, { version, value, check });
}
