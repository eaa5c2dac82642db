import type { Opportunity } from "../../../models/shared/entities/opportunity";
import type { Ctx } from "../../context";
import { createPlain, type CreateInput } from "../records/createPlain";

/** Opens a deal; without a stage said it is at first contact. */
export const createOpportunity = (ctx: Ctx, input: CreateInput<"opportunity">): Promise<Opportunity> =>
  createPlain(ctx, "opportunity", { ...input, stage: input.stage ?? "contacted", stageChangedAt: ctx.now });
