import { User, type UserRow } from "../../models/system/user";
import type { Ctx } from "../context";

export interface Member {
  id: string;
  name: string;
}

/** The actor and those whose records they may read, in the order they joined. */
export async function findTeam(ctx: Ctx): Promise<Member[]> {
  const ids = [...new Set([ctx.actor.id, ...ctx.actor.memberIds])];
  const users = await User.find({ _id: { $in: ids }, disabled: false }, { name: 1 })
    .sort({ _id: 1 })
    .lean<Pick<UserRow, "_id" | "name">[]>();
  return users.map(({ _id, name }) => ({ id: _id, name }));
}
