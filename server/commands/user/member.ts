import { newId } from "../../../models/newId";
import type { PlatformIdentityRow, Role, UserRow } from "../../../models/system/user";
import { vault } from "../../../models/vault";
import { homeKey, identityKey } from "./accounts";

/** A colleague as a chat platform's directory tells it. */
export interface Member {
  platform: string;
  userId: string;
  name: string;
  departmentIds: string[];
  isLeader: boolean;
  active: boolean;
  /** Verified by the company's directory, where the app may see it. */
  mobile?: string;
  /** The account in another platform's directory that this one belongs to; departments are that directory's. */
  home?: { platform: string; userId: string };
}

const firstRoles = (member: Member, isAdmin: boolean): Role[] =>
  isAdmin ? ["admin", "sales"] : [member.isLeader ? "sales_manager" : "sales"];

export interface Newcomer {
  departments: string[];
  isAdmin: boolean;
  now: Date;
}

export const newUser = (member: Member, { departments, isAdmin, now }: Newcomer): UserRow => ({
  _id: newId(),
  version: 1,
  name: member.name,
  roles: firstRoles(member, isAdmin),
  departments,
  departmentsSet: false,
  disabled: !member.active,
  sharedUntil: null,
  createdAt: now,
  updatedAt: now,
});

/** A keyed hash; null without a number that could be one. */
export const mobileKeyOf = ({ mobile }: Member): string | null => {
  const digits = (mobile ?? "").replace(/\D/g, "").slice(-11);
  return digits.length === 11 ? vault().fingerprint(`mobile:${digits}`) : null;
};

export function newIdentity(member: Member, user: string): PlatformIdentityRow {
  const { platform, userId, home } = member;
  const account = { platform, key: identityKey(userId), userId, user, home: home ? homeKey(home) : null };
  return { _id: newId(), ...account, mobileKey: mobileKeyOf(member), isGone: !member.active, lastSeenAt: null };
}

/** What the directory changes of an account; null when it says what we know. */
export function changesOfIdentity(known: PlatformIdentityRow, member: Member) {
  const set = { mobileKey: mobileKeyOf(member) ?? known.mobileKey ?? null, isGone: !member.active };
  const isSame = (known.mobileKey ?? null) === set.mobileKey && (known.isGone ?? false) === set.isGone;
  return isSame ? null : set;
}

interface Told {
  member: Member;
  /** The departments the directory puts them in, by our ids. */
  departments: string[];
  /** The user's accounts that are in a directory of their own, oldest first, as they are now. */
  accounts: PlatformIdentityRow[];
}

const sameMembers = (some: string[], others: string[]) => [...some].sort().join() === [...others].sort().join();

/**
 * What the directory changes of a user; null when it says what we know. Name and departments come from the account somebody
 * had first: two directories would take turns otherwise.
 */
export function changesOfUser(user: UserRow, { member, departments, accounts }: Told) {
  const [first] = accounts;
  const isFirst = !first || (first.platform === member.platform && first.key === identityKey(member.userId));
  const set = {
    name: isFirst ? member.name : user.name,
    departments: user.departmentsSet || !isFirst ? user.departments : departments,
    disabled: user.disabledSet === true || accounts.every(({ isGone }) => isGone === true),
  };
  const isSame =
    user.name === set.name && user.disabled === set.disabled && sameMembers(user.departments, set.departments);
  return isSame ? null : set;
}
