import { newId } from "../../../models/newId";
import {
  Department,
  PlatformIdentity,
  type DepartmentRow,
  type PlatformIdentityRow,
} from "../../../models/system/user";
import type { Ctx } from "../../context";
import { identityKey } from "./accounts";
import { disableMember } from "./disableMember";
import { ensureMembers } from "./ensureMembers";
import type { Member } from "./member";

export interface DirectorySnapshot {
  platform: string;
  members: Member[];
  departments: { id: string; name: string; parentId: string | null }[];
  /** False when part of it could not be read: then nobody may be taken for a leaver. */
  complete: boolean;
}

/** @returns the rows the directory's departments have, by its ids; who is new gets one, though another process may read it too */
async function ensureDepartments({ platform, departments }: DirectorySnapshot): Promise<Map<string, DepartmentRow>> {
  const rows = new Map((await Department.find({ platform }).lean()).map((row) => [row.externalId, row]));
  for (const { id, name } of departments) {
    if (rows.has(id)) continue;
    const row = await Department.findOneAndUpdate(
      { platform, externalId: id },
      { $setOnInsert: { _id: newId(), name, parent: null } },
      { upsert: true, returnDocument: "after" },
    ).lean();
    rows.set(id, row);
  }
  return rows;
}

async function syncDepartments(snapshot: DirectorySnapshot): Promise<void> {
  const rows = await ensureDepartments(snapshot);
  for (const { id, name, parentId } of snapshot.departments) {
    const parent = parentId === null ? null : (rows.get(parentId)?._id ?? null);
    const row = rows.get(id);
    if (!row || (row.name === name && row.parent === parent)) continue;
    await Department.updateOne({ _id: row._id }, { $set: { name, parent } });
  }
}

/**
 * Brings departments and people in line with a platform's directory.
 * @returns how many people were seen and how many are gone
 */
export async function syncDirectory(
  ctx: Ctx,
  snapshot: DirectorySnapshot,
  isAdmin: (userId: string) => boolean,
): Promise<{ seen: number; gone: number }> {
  await syncDepartments(snapshot);
  await ensureMembers(ctx, { platform: snapshot.platform, members: snapshot.members, isAdmin });
  if (!snapshot.complete) return { seen: snapshot.members.length, gone: 0 };

  const present = new Set(snapshot.members.map((member) => identityKey(member.userId)));
  const known = await PlatformIdentity.find({ platform: snapshot.platform }).lean<PlatformIdentityRow[]>();
  const gone = known.filter((identity) => !present.has(identity.key));
  for (const identity of gone) await disableMember(ctx, identity);
  return { seen: snapshot.members.length, gone: gone.length };
}
