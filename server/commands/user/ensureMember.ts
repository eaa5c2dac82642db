import { isDuplicateKey } from "../../../models/isDuplicateKey";
import { newId } from "../../../models/newId";
import { Department, PlatformIdentity, User, type Role, type UserRow } from "../../../models/system/user";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";

/** A colleague as a chat platform's directory tells it. */
export interface Member {
  platform: string;
  userId: string;
  name: string;
  departmentIds: string[];
  isLeader: boolean;
  active: boolean;
  /** The account in another platform's directory that this one belongs to. */
  home?: { platform: string; userId: string };
}

async function departmentsOf({ platform, departmentIds, home }: Member): Promise<string[]> {
  const directory = home?.platform ?? platform;
  const rows = await Department.find({ platform: directory, externalId: { $in: departmentIds } }).lean();
  return rows.map((row) => row._id);
}

/** Platforms compare user ids without case. */
export const identityKey = (userId: string) => userId.toLowerCase();

export const homeKey = ({ platform, userId }: { platform: string; userId: string }) =>
  `${platform}:${identityKey(userId)}`;

const firstRoles = (member: Member, isAdmin: boolean): Role[] =>
  isAdmin ? ["admin", "sales"] : [member.isLeader ? "sales_manager" : "sales"];

async function createMember(ctx: Ctx, member: Member, isAdmin: boolean): Promise<string> {
  const _id = newId();
  const row: UserRow = {
    _id,
    version: 1,
    name: member.name,
    roles: firstRoles(member, isAdmin),
    departments: await departmentsOf(member),
    departmentsSet: false,
    disabled: !member.active,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
  await User.insertMany([row]);
  return _id;
}

/** The user whom another account of the same person belongs to: the one behind this account, or one that this is behind. */
async function findByKin({ platform, userId, home }: Member): Promise<string | null> {
  const isKin = home
    ? { platform: home.platform, key: identityKey(home.userId) }
    : { home: homeKey({ platform, userId }) };
  return (await PlatformIdentity.findOne(isKin).lean())?.user ?? null;
}

async function addIdentity({ platform, userId, home }: Member, user: string): Promise<void> {
  const key = identityKey(userId);
  const row = { _id: newId(), platform, key, userId, user, home: home ? homeKey(home) : null, lastSeenAt: null };
  await PlatformIdentity.insertMany([row]);
}

async function refreshMember(ctx: Ctx, userId: string, member: Member): Promise<void> {
  const user = await User.findOne({ _id: userId }).lean<UserRow>();
  if (!user) return;
  const departments = user.departmentsSet ? user.departments : await departmentsOf(member);
  const disabled = !member.active || user.disabledSet === true;
  const isSame =
    user.name === member.name && user.disabled === disabled && departments.join() === user.departments.join();
  if (isSame) return;
  await User.updateOne(
    { _id: userId },
    { $set: { name: member.name, disabled, departments, updatedAt: ctx.now }, $inc: { version: 1 } },
  );
}

const createOrRefresh = (ctx: Ctx, member: Member, isAdmin: boolean): Promise<string> =>
  withTransaction(async () => {
    const key = { platform: member.platform, key: identityKey(member.userId) };
    const known = await PlatformIdentity.findOne(key).lean();
    const user = known?.user ?? (await findByKin(member)) ?? (await createMember(ctx, member, isAdmin));
    if (!known) await addIdentity(member, user);
    // Whoever has a home is brought up to date from there.
    if (!member.home) await refreshMember(ctx, user, member);
    return user;
  });

/**
 * Makes a member of the app's visible range known, or brings what we know up to date. Roles are given once and then left to admins.
 * @returns the user's id
 */
export async function ensureMember(ctx: Ctx, member: Member, isAdmin: boolean): Promise<string> {
  try {
    return await createOrRefresh(ctx, member, isAdmin);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // A newcomer who signs in and writes at the same moment is met twice: the second finds what the first has made.
    return createOrRefresh(ctx, member, isAdmin);
  }
}
