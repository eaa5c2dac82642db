import { newId } from "../../models/newId";
import { Department, PlatformIdentity, User, type UserRow } from "../../models/system/user";
import { identityKey } from "../../server/commands/user/accounts";
import { SAMPLE_DEPARTMENTS, SAMPLE_USERS } from "./company";

/** Where the sample company has its directory. */
const PLATFORM = "wecom";

/**
 * Writes the departments and people.
 * @param chats the platforms on which each of them is known under the same id
 * @returns the users, in the order of the sample company
 */
export async function insertCompany(now: Date, chats: readonly string[] = [PLATFORM]): Promise<UserRow[]> {
  const ids = new Map(SAMPLE_DEPARTMENTS.map(({ id }) => [id, newId()]));
  const idOf = (department: number) => ids.get(department) as string;
  const departments = SAMPLE_DEPARTMENTS.map(({ id, name, parentId }) => ({
    _id: idOf(id),
    platform: PLATFORM,
    externalId: String(id),
    name,
    parent: parentId === null ? null : idOf(parentId),
  }));
  const users = SAMPLE_USERS.map(({ name, roles, departmentIds }) => ({
    _id: newId(),
    version: 1,
    name,
    roles: [...roles],
    departments: departmentIds.map(idOf),
    departmentsSet: false,
    disabled: false,
    sharedUntil: null,
    createdAt: now,
    updatedAt: now,
  }));
  const identities = chats.flatMap((platform) =>
    SAMPLE_USERS.map(({ id }, i) => ({
      _id: newId(),
      platform,
      key: identityKey(id),
      userId: id,
      user: users[i]?._id,
      lastSeenAt: null,
    })),
  );
  await Department.insertMany(departments);
  await User.insertMany(users);
  await PlatformIdentity.insertMany(identities);
  return users;
}
