import { newId } from "../../../models/newId";
import { AccessRequest, type AccessRequestRow } from "../../../models/system/accessRequest";
import { vault } from "../../../models/vault";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { recordEvent } from "../../events/saveWithEvent";
import { authorizeCreate } from "../../policies";
import { findCollision, type CollisionKeys } from "../../queries/findCollision";

/** After a no one does not ask again at once. */
const REST_MS = 7 * 86_400_000;

const isSettled = (known: AccessRequestRow, now: Date) =>
  known.state === "open" ||
  (known.state === "refused" && now.getTime() - (known.decidedAt ?? known.askedAt).getTime() < REST_MS);

/**
 * Asks whoever has this company or number to let the actor join. Says nothing of who that is.
 * @param asked `words`: the customer as the actor named it
 * @returns how the request stands; one that is open, or was refused within a week, is not made again
 * @throws AppError `not_found` when no colleague has it
 */
export async function requestAccess(
  ctx: Ctx,
  asked: CollisionKeys & { words: string },
): Promise<AccessRequestRow["state"]> {
  authorizeCreate(ctx.actor, "customer");
  return withTransaction(async () => {
    const collision = await findCollision(ctx, { ...asked, name: asked.words });
    if (collision?.kind !== "taken") throw new AppError("not_found");
    const pair = { requester: ctx.actor.id, customer: collision.id };
    const known = await AccessRequest.findOne(pair).lean<AccessRequestRow>();
    if (known && isSettled(known, ctx.now)) return known.state;
    const id = known?._id ?? newId();
    const set = {
      sealedWords: vault().seal(asked.words),
      state: "open" as const,
      askedAt: ctx.now,
      decidedAt: null,
      decidedBy: null,
    };
    await AccessRequest.updateOne(pair, { $set: set, $setOnInsert: { _id: id } }, { upsert: true });
    const body = { kind: "created" as const, changes: [] };
    await recordEvent(ctx, { name: "access.requested", entity: "user", record: { id }, body });
    return "open";
  });
}
