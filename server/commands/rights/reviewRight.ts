import { RightsReview } from "../../../models/system/rightsReview";
import { User } from "../../../models/system/user";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { recordEvent } from "../../events/saveWithEvent";
import { listRightsReview, reviewIdOf, type ReviewedRight } from "../../queries/listRightsReview";
import { revokeAccessGrant } from "../accessGrant/revokeAccessGrant";
import { updateUser } from "../user/updateUser";

/** One of those the actor is to look at. @throws AppError `not_found` for any other, and for one that is gone by now */
async function findReviewed(ctx: Ctx, id: string): Promise<ReviewedRight> {
  const item = (await listRightsReview(ctx)).find((one) => one.id === id);
  if (!item) throw new AppError("not_found");
  return item;
}

/** Lets a right stand for this month. @throws AppError `not_found` */
export async function keepRight(ctx: Ctx, id: string): Promise<ReviewedRight> {
  const item = await findReviewed(ctx, id);
  const kept = { keptBy: ctx.actor.id, keptAt: ctx.now };
  await RightsReview.updateOne({ _id: reviewIdOf(ctx, id) }, { $set: kept }, { upsert: true });
  return { ...item, isKept: true };
}

/** From the next reading of the directory on, the departments are the directory's again. */
async function releaseDepartments(ctx: Ctx, id: string): Promise<void> {
  const { modifiedCount } = await User.updateOne(
    { _id: id, departmentsSet: true },
    { $set: { departmentsSet: false, updatedAt: ctx.now }, $inc: { version: 1 } },
  );
  if (modifiedCount !== 1) throw new AppError("not_found");
  const changes = [{ field: "departmentsSet", oldValue: true, newValue: false }];
  await recordEvent(ctx, { name: "user.updated", entity: "user", record: { id }, body: { kind: "changed", changes } });
}

/**
 * Takes a right back: the grant ends, the person sells and no more, or belongs where the directory says.
 * @throws AppError `not_found`, `forbidden` when no admin would be left
 */
export async function takeRightBack(ctx: Ctx, id: string): Promise<ReviewedRight> {
  return withTransaction(async () => {
    const item = await findReviewed(ctx, id);
    const [kind, subject = ""] = id.split(":");
    if (kind === "grant") await revokeAccessGrant(ctx, subject);
    else if (kind === "roles") await updateUser(ctx, { id: subject, roles: ["sales"] });
    else await releaseDepartments(ctx, subject);
    return item;
  });
}
