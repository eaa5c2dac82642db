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
import { ensureMember } from "./ensureMember";
import { changesOfIdentity, changesOfUser, mobileKeyOf, newIdentity, newUser, type Member } from "./member";

/** A directory of hundreds is read while people write: small enough that nobody waits for one of these. */
const BATCH = 50;
/** Newcomers who write while they are read with the others cost a try each time. */
const TRIES = 5;

interface Directory {
  platform: string;
  members: Member[];
  isAdmin: (userId: string) => boolean;
}

interface Batch extends Directory {
  /** Our departments by the directory's ids. */
  departmentIds: Map<string, string>;
}

/** What the rows say of some members, all of one platform. */
interface Known {
  identities: Map<string, PlatformIdentityRow>;
  users: Map<string, UserRow>;
  /** The accounts of these users that are in a directory of their own, oldest first. */
  accounts: PlatformIdentityRow[];
  /** The homes and mobiles that other accounts have: a newcomer with one of these may be somebody we know. */
  kin: Set<string | null | undefined>;
}

async function readKin(platform: string, members: Member[]): Promise<Known["kin"]> {
  const mobiles = members.flatMap((member) => mobileKeyOf(member) ?? []);
  const inHomes = await PlatformIdentity.find({ home: { $in: members.map(homeKey) } }).lean();
  const elsewhere = await PlatformIdentity.find({ mobileKey: { $in: mobiles }, platform: { $ne: platform } }).lean();
  return new Set([...inHomes.map(({ home }) => home), ...elsewhere.map(({ mobileKey }) => mobileKey)]);
}

async function readKnown(platform: string, members: Member[]): Promise<Known> {
  const keys = members.map(({ userId }) => identityKey(userId));
  const identities = await PlatformIdentity.find({ platform, key: { $in: keys } }).lean<PlatformIdentityRow[]>();
  const ids = identities.map(({ user }) => user);
  const users = await User.find({ _id: { $in: ids } }).lean<UserRow[]>();
  const accounts = await PlatformIdentity.find({ user: { $in: ids }, home: null })
    .sort({ _id: 1 })
    .lean<PlatformIdentityRow[]>();
  return {
    identities: new Map(identities.map((one) => [one.key, one])),
    users: new Map(users.map((one) => [one._id, one])),
    accounts,
    kin: await readKin(platform, members),
  };
}

async function readDepartments(platform: string): Promise<Map<string, string>> {
  const rows = await Department.find({ platform }).lean();
  return new Map(rows.map(({ externalId, _id }) => [externalId, _id]));
}

const isStranger = (member: Member, { identities, kin }: Known) =>
  !member.home &&
  !identities.has(identityKey(member.userId)) &&
  !kin.has(homeKey(member)) &&
  !kin.has(mobileKeyOf(member) ?? undefined);

function isUpToDate(member: Member, departments: string[], { identities, users, accounts }: Known): boolean {
  const identity = identities.get(identityKey(member.userId));
  if (!identity || changesOfIdentity(identity, member)) return false;
  const user = users.get(identity.user);
  if (member.home || !user) return true;
  return !changesOfUser(user, { member, departments, accounts: accounts.filter((one) => one.user === user._id) });
}

/** Somebody new to every directory. */
interface Stranger {
  user: UserRow;
  identity: PlatformIdentityRow;
}

async function createTogether(strangers: Stranger[]): Promise<void> {
  if (strangers.length === 0) return;
  await withTransaction(async () => {
    await User.insertMany(strangers.map(({ user }) => user));
    await PlatformIdentity.insertMany(strangers.map(({ identity }) => identity));
  });
}

/** @throws error 11000 when one of them was met elsewhere in the meantime: then no stranger is made */
async function ensureBatch(ctx: Ctx, { platform, members, isAdmin, departmentIds }: Batch): Promise<void> {
  const known = await readKnown(platform, members);
  const departmentsOf = (member: Member) => member.departmentIds.flatMap((id) => departmentIds.get(id) ?? []);
  const toStranger = (member: Member): Stranger => {
    const departments = departmentsOf(member);
    const user = newUser(member, { departments, isAdmin: isAdmin(member.userId), now: ctx.now });
    return { user, identity: newIdentity(member, user._id) };
  };
  const isNew = (member: Member) => isStranger(member, known);
  await createTogether(members.filter(isNew).map(toStranger));
  for (const member of members)
    if (!isNew(member) && !isUpToDate(member, departmentsOf(member), known))
      await ensureMember(ctx, member, isAdmin(member.userId));
}

/**
 * The same as ensureMember for a whole directory, in batches: who is as we know them costs no write, and who is new to
 * every directory is made together with the others.
 */
export async function ensureMembers(ctx: Ctx, { members, ...directory }: Directory): Promise<void> {
  const departmentIds = await readDepartments(directory.platform);
  for (let at = 0; at < members.length; at += BATCH) {
    const batch = { ...directory, departmentIds, members: members.slice(at, at + BATCH) };
    await retryDuplicate(() => ensureBatch(ctx, batch), TRIES);
  }
}
