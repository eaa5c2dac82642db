import { Session } from "../../../models/system/session";
import { User } from "../../../models/system/user";
import type { Ctx } from "../../context";

/** Out at once, everywhere; their records are handed over next. One who is out already stays as they are. */
export async function shutOut(ctx: Ctx, userId: string): Promise<void> {
  await User.updateOne(
    { _id: userId, disabled: false },
    { $set: { disabled: true, handOverDue: true, updatedAt: ctx.now }, $inc: { version: 1 } },
  );
  await Session.deleteMany({ user: userId });
}
