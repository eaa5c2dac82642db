import type { ModelPrices, ModelUsage as Answer } from "../../models/shared/contracts/modelUsage";
import { dayOf } from "../../models/shared/values/day";
import { toFen } from "../../models/shared/values/money";
import { ModelUsage, type ModelUsageRow } from "../../models/system/modelUsage";
import type { Ctx } from "../context";
import { AppError } from "../errors";
import { modelPricesSetting, photoReadingSetting, readSetting } from "./readSetting";

type Tokens = Pick<Answer, "promptTokens" | "completionTokens">;

/** What the tokens cost; null while no price is set. */
function costOf({ promptTokens, completionTokens }: Tokens, { promptPer1k, completionPer1k }: ModelPrices) {
  if (promptPer1k === null && completionPer1k === null) return null;
  return toFen((promptTokens * (promptPer1k ?? 0) + completionTokens * (completionPer1k ?? 0)) / 1000);
}

/**
 * How often the model was asked this month, how long it took and what it cost.
 * @throws AppError `forbidden` unless the actor is an admin
 */
export async function readModelUsage(ctx: Ctx): Promise<Answer> {
  if (!ctx.actor.roles.has("admin")) throw new AppError("forbidden");
  const month = dayOf(ctx.now).slice(0, 7);
  const row = await ModelUsage.findOne({ _id: month }).lean<ModelUsageRow>();
  const { calls = 0, failed = 0, dropped = 0, promptTokens = 0, completionTokens = 0, ms = 0 } = row ?? {};
  const prices = await readSetting(modelPricesSetting);
  return {
    ...{ month, calls, failed, dropped, promptTokens, completionTokens },
    averageMs: calls > 0 ? Math.round(ms / calls) : null,
    cost: costOf({ promptTokens, completionTokens }, prices.value),
    prices,
    photos: await readSetting(photoReadingSetting),
  };
}
