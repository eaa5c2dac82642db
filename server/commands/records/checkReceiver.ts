import type { EntityName } from "../../../models/shared/entities";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { loadActor } from "../../loadActor";
import { chargeScope, covers } from "../../policies/scope";

const refuse = (code: string) => new AppError("invalid_input", { errors: [{ path: "owner", code, message: "owner" }] });

/**
 * Whoever is to get a record must be able to answer for such records.
 * @throws AppError `invalid_input`
 */
export async function checkReceiver(ctx: Ctx, entity: EntityName, owner: string): Promise<void> {
  const receiver = await loadActor(owner, ctx.now);
  if (!receiver) throw refuse("unknown_reference");
  if (!covers(chargeScope(receiver, entity), { owner })) throw refuse("role_sees_none");
}
