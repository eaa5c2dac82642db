import type { FollowUp } from "../../../models/shared/entities/followUp";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import type { CreateInput } from "../records/createPlain";
import { keepVisit } from "../visit/keepVisit";
import { writeNote } from "./writeNote";

/** Writes a note about a customer; one that tells of a visit keeps that too. */
export async function createFollowUp(ctx: Ctx, input: CreateInput<"followUp">): Promise<FollowUp> {
  return withTransaction(async () => {
    const followUp = await writeNote(ctx, input);
    await keepVisit(ctx, followUp);
    return followUp;
  });
}
