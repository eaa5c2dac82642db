import { Department, User, type UserRow } from "../../models/system/user";
import type { EntityName } from "../../models/shared/entities";
import { mayOwn } from "../policies/rights";
import type { Ctx } from "../context";

export interface Colleague {
  id: string;
  name: string;
  /** Where they belong, which tells namesakes apart. */
  department: string | null;
}

interface Asked {
  q: string;
  limit: number;
  /** Leaves out who may not have such records. */
  mayOwn?: EntityName | undefined;
}

/** Whom something can be shared with or given to: everybody who works here, by name. */
export async function listColleagues(_ctx: Ctx, { q, limit, mayOwn: entity }: Asked): Promise<Colleague[]> {
  const fields = { name: 1, departments: 1, roles: 1 };
  const users = await User.find({ disabled: false }, fields).sort({ _id: 1 }).lean<UserRow[]>();
  const fitting = entity ? users.filter(({ roles }) => mayOwn(roles, entity)) : users;
  const called = fitting.filter(({ name }) => name.includes(q)).slice(0, limit);
  const homes = await Department.find({ _id: { $in: called.flatMap(({ departments }) => departments) } }).lean();
  const names = new Map(homes.map(({ _id, name }) => [_id, name]));
  return called.map(({ _id, name, departments: [home = ""] }) => ({
    ...{ id: _id, name },
    department: names.get(home) ?? null,
  }));
}
