import type { Lead } from "../../../models/shared/entities/lead";
import type { Ctx } from "../../context";
import { authorizeCreate } from "../../policies";
import type { CreateInput } from "../records/createPlain";
import { takeIn } from "./takeIn";

/**
 * Writes a lead down. Whoever came before is noted on the lead they made then, and that one is answered.
 * @throws AppError `forbidden`, `known_to_colleague`
 */
export async function createLead(ctx: Ctx, input: CreateInput<"lead">): Promise<Lead> {
  authorizeCreate(ctx.actor, "lead");
  return (await takeIn(ctx, input)).lead;
}
