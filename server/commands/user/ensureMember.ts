import { retryDuplicate } from "../../../models/retryDuplicate";
import {
  Department,
  PlatformIdentity,
  User,
  type PlatformIdentityRow,
  type UserRow,
} from "../../../models/system/user";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { homeKey, identityKey } from "./accounts";
import { changesOfIdentity, changesOfUser, mobileKeyOf, newIdentity, newUser, type Member } from "./member";
import { shutOut } from "./shutOut";

async function departmentsOf({ platform, departmentIds, home }: Member): Promise<string[]> {
  const directory = home?.platform ?? platform;
  const rows = await Department.find({ platform: directory, externalId: { $in: departmentIds } }).lean();
  return rows.map((row) => row._id);
}

/** The user whom another account of the same person belongs to: the one behind this account, or one that this is behind. */
async function findByKin({ platform, userId, home }: Member): Promise<string | null> {
  const isKin = home
    ? { platform: home.platform, key: identityKey(home.userId) }
    : { home: homeKey({ platform, userId }) };
  return (await PlatformIdentity.findOne(isKin).lean())?.user ?? null;
}

/** The same for somebody whom another directory knows by the same verified mobile. Two of them would be a guess. */
async function findByMobile(member: Member): Promise<string | null> {
  const mobileKey = mobileKeyOf(member);
  if (!mobileKey) return null;
  const others = { mobileKey, platform: { $ne: member.platform } };
  const users = new Set((await PlatformIdentity.find(others).lean()).map(({ user }) => user));
  const [only = null] = users;
  return users.size === 1 ? only : null;
}

async function create(ctx: Ctx, member: Member, isAdmin: boolean): Promise<string> {
  const user = newUser(member, { departments: await departmentsOf(member), isAdmin, now: ctx.now });
  await User.insertMany([user]);
  await PlatformIdentity.insertMany([newIdentity(member, user._id)]);
  return user._id;
}

async function refreshIdentity(known: PlatformIdentityRow, member: Member): Promise<void> {
  const set = changesOfIdentity(known, member);
  if (set) await PlatformIdentity.updateOne({ _id: known._id }, { $set: set });
}

async function refreshUser(ctx: Ctx, userId: string, member: Member): Promise<void> {
  const user = await User.findOne({ _id: userId }).lean<UserRow>();
  if (!user) return;
  const departments = await departmentsOf(member);
  const accounts = await PlatformIdentity.find({ user: userId, home: null })
    .sort({ _id: 1 })
    .lean<PlatformIdentityRow[]>();
  const set = changesOfUser(user, { member, departments, accounts });
  if (!set) return;
  const { disabled, ...told } = set;
  await User.updateOne({ _id: userId }, { $set: { ...told, updatedAt: ctx.now }, $inc: { version: 1 } });
  if (disabled) await shutOut(ctx, userId);
  else await User.updateOne({ _id: userId }, { $set: { disabled, handOverDue: false } });
}

const createOrRefresh = (ctx: Ctx, member: Member, isAdmin: boolean): Promise<string> =>
  withTransaction(async () => {
    const key = { platform: member.platform, key: identityKey(member.userId) };
    const known = await PlatformIdentity.findOne(key).lean<PlatformIdentityRow>();
    const user = known?.user ?? (await findByKin(member)) ?? (await findByMobile(member));
    if (!user) return create(ctx, member, isAdmin);
    if (known) await refreshIdentity(known, member);
    else await PlatformIdentity.insertMany([newIdentity(member, user)]);
    // Whoever has a home is brought up to date from there.
    if (!member.home) await refreshUser(ctx, user, member);
    return user;
  });

/**
 * Makes a member of the app's visible range known, or brings what we know up to date. Roles are given once and then left to admins.
 * @returns the user's id
 */
export function ensureMember(ctx: Ctx, member: Member, isAdmin: boolean): Promise<string> {
  // A newcomer who signs in and writes at the same moment is met twice.
  return retryDuplicate(() => createOrRefresh(ctx, member, isAdmin));
}
