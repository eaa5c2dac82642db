import { isDuplicateKey } from "../../../models/isDuplicateKey";
import { newId } from "../../../models/newId";
import {
  Department,
  PlatformIdentity,
  User,
  type PlatformIdentityRow,
  type Role,
  type UserRow,
} from "../../../models/system/user";
import { vault } from "../../../models/vault";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { homeKey, identityKey, isSomewhere } from "./accounts";
import { shutOut } from "./shutOut";

/** A colleague as a chat platform's directory tells it. */
export interface Member {
  platform: string;
  userId: string;
  name: string;
  departmentIds: string[];
  isLeader: boolean;
  active: boolean;
  /** Verified by the company's directory. */
  mobile?: string;
  /** The account in another platform's directory that this one belongs to. */
  home?: { platform: string; userId: string };
}

async function departmentsOf({ platform, departmentIds, home }: Member): Promise<string[]> {
  const directory = home?.platform ?? platform;
  const rows = await Department.find({ platform: directory, externalId: { $in: departmentIds } }).lean();
  return rows.map((row) => row._id);
}

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

const mobileKeyOf = ({ mobile }: Member): string | null => {
  const digits = (mobile ?? "").replace(/\D/g, "").slice(-11);
  return digits.length === 11 ? vault().fingerprint(`mobile:${digits}`) : null;
};

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

async function addIdentity(member: Member, user: string): Promise<void> {
  const { platform, userId, home } = member;
  const account = { platform, key: identityKey(userId), userId, user, home: home ? homeKey(home) : null };
  const row = { _id: newId(), ...account, mobileKey: mobileKeyOf(member), isGone: !member.active, lastSeenAt: null };
  await PlatformIdentity.insertMany([row]);
}

async function refreshIdentity(known: PlatformIdentityRow, member: Member): Promise<void> {
  const set = { mobileKey: mobileKeyOf(member) ?? known.mobileKey ?? null, isGone: !member.active };
  const isSame = (known.mobileKey ?? null) === set.mobileKey && (known.isGone ?? false) === set.isGone;
  if (!isSame) await PlatformIdentity.updateOne({ _id: known._id }, { $set: set });
}

/** Name and departments come from the account somebody had first: two directories would take turns otherwise. */
async function isFirstAccount(user: string, { platform, userId }: Member): Promise<boolean> {
  const first = await PlatformIdentity.findOne({ user, home: null }).sort({ _id: 1 }).lean();
  return !first || (first.platform === platform && first.key === identityKey(userId));
}

async function refreshMember(ctx: Ctx, userId: string, member: Member): Promise<void> {
  const user = await User.findOne({ _id: userId }).lean<UserRow>();
  if (!user) return;
  const isFirst = await isFirstAccount(userId, member);
  const name = isFirst ? member.name : user.name;
  const departments = user.departmentsSet || !isFirst ? user.departments : await departmentsOf(member);
  const disabled = user.disabledSet === true || !(await isSomewhere(userId));
  const isSame = user.name === name && user.disabled === disabled && departments.join() === user.departments.join();
  if (isSame) return;
  await User.updateOne({ _id: userId }, { $set: { name, departments, updatedAt: ctx.now }, $inc: { version: 1 } });
  if (disabled) await shutOut(ctx, userId);
  else await User.updateOne({ _id: userId }, { $set: { disabled, handOverDue: false } });
}

const createOrRefresh = (ctx: Ctx, member: Member, isAdmin: boolean): Promise<string> =>
  withTransaction(async () => {
    const key = { platform: member.platform, key: identityKey(member.userId) };
    const known = await PlatformIdentity.findOne(key).lean<PlatformIdentityRow>();
    const kin = known?.user ?? (await findByKin(member)) ?? (await findByMobile(member));
    const user = kin ?? (await createMember(ctx, member, isAdmin));
    if (known) await refreshIdentity(known, member);
    else await addIdentity(member, user);
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
