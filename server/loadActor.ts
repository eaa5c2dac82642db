import { AccessGrant, openAt, type AccessGrantRow } from "../models/system/accessGrant";
import { Department, User, type DepartmentRow, type UserRow } from "../models/system/user";
import type { Actor, Grant } from "./context";

/** The departments given and everything below them. */
export function withDescendants(roots: readonly string[], departments: readonly DepartmentRow[]): string[] {
  const found = new Set(roots);
  // A set grows while it is walked: children of children are reached without recursion.
  for (const id of found) {
    for (const department of departments) if (department.parent === id) found.add(department._id);
  }
  return [...found];
}

async function membersBelow(user: UserRow): Promise<string[]> {
  const departments = await Department.find().lean<DepartmentRow[]>();
  const reach = withDescendants(user.departments, departments);
  const members = await User.find({ departments: { $in: reach } }, { _id: 1 }).lean();
  return members.map((member) => member._id);
}

/** Nearly nobody has any, and every message and every request asks. */
const hasNoGrants = ({ sharedUntil }: UserRow, now: Date): boolean =>
  sharedUntil === null || (sharedUntil !== undefined && sharedUntil <= now);

async function grantsOf(user: UserRow, now: Date): Promise<Grant[]> {
  if (hasNoGrants(user, now)) return [];
  const rows = await AccessGrant.find({ userId: user._id, ...openAt(now) }).lean<AccessGrantRow[]>();
  return rows.map(({ entity, recordId, right }) => ({ entity: entity as Grant["entity"], recordId, right }));
}

/** The person as an actor with the rights of this moment; null when unknown or disabled. */
export async function loadActor(userId: string, now: Date): Promise<Actor | null> {
  const user = await User.findOne({ _id: userId, disabled: false }).lean<UserRow>();
  if (!user) return null;
  const leads = user.roles.includes("sales_manager") || user.roles.includes("director");
  const memberIds = leads ? await membersBelow(user) : [];
  return {
    id: user._id,
    name: user.name,
    roles: new Set(user.roles),
    memberIds,
    grants: await grantsOf(user, now),
  };
}
