import { Department, User, type UserRow } from "../../models/system/user";
import type { Ctx } from "../context";

export interface Colleague {
  id: string;
  name: string;
  /** Where they belong, which tells namesakes apart. */
  department: string | null;
}

/** Whom a customer can be shared with or given to: everybody who works here, by name. */
export async function listColleagues(_ctx: Ctx, { q, limit }: { q: string; limit: number }): Promise<Colleague[]> {
  const users = await User.find({ disabled: false }, { name: 1, departments: 1 }).sort({ _id: 1 }).lean<UserRow[]>();
  const called = users.filter(({ name }) => name.includes(q)).slice(0, limit);
  const homes = await Department.find({ _id: { $in: called.flatMap(({ departments }) => departments) } }).lean();
  const names = new Map(homes.map(({ _id, name }) => [_id, name]));
  return called.map(({ _id, name, departments: [home = ""] }) => ({
    ...{ id: _id, name },
    department: names.get(home) ?? null,
  }));
}
