import { Department, User, type DepartmentRow, type UserRow } from "../../models/system/user";

const LEADERS = ["sales_manager", "director"] as const;

async function leaderOf(department: string, leaver: string): Promise<string | null> {
  const filter = { departments: department, roles: { $in: [...LEADERS] }, disabled: false, _id: { $ne: leaver } };
  const leader = await User.findOne(filter, { _id: 1 }).sort({ _id: 1 }).lean();
  return leader?._id ?? null;
}

/** Who takes over from somebody: the nearest leader up the tree of departments; null when nobody leads there. */
export async function findHeir(user: Pick<UserRow, "_id" | "departments">): Promise<string | null> {
  const departments = await Department.find().lean<DepartmentRow[]>();
  const parents = new Map(departments.map(({ _id, parent }) => [_id, parent]));
  for (const own of user.departments) {
    for (let at: string | null = own; at !== null; at = parents.get(at) ?? null) {
      const leader = await leaderOf(at, user._id);
      if (leader) return leader;
    }
  }
  return null;
}
