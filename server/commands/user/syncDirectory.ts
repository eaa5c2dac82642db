import { newId } from "../../../models/newId";
import { Department, PlatformIdentity, type PlatformIdentityRow } from "../../../models/system/user";
import type { Ctx } from "../../context";
import { identityKey } from "./accounts";
import { disableMember } from "./disableMember";
import { ensureMember, type Member } from "./ensureMember";

export interface DirectorySnapshot {
  platform: string;
  members: Member[];
  departments: { id: string; name: string; parentId: string | null }[];
  /** False when part of it could not be read: then nobody may be taken for a leaver. */
  complete: boolean;
}

async function syncDepartments({ platform, departments }: DirectorySnapshot): Promise<void> {
  const ids = new Map<string, string>();
  for (const { id, name } of departments) {
    const row = await Department.findOneAndUpdate(
      { platform, externalId: id },
      { $set: { name }, $setOnInsert: { _id: newId(), parent: null } },
      { upsert: true, returnDocument: "after" },
    ).lean();
    ids.set(id, row._id);
  }
  for (const { id, parentId } of departments) {
    const parent = parentId === null ? null : (ids.get(parentId) ?? null);
    await Department.updateOne({ platform, externalId: id }, { $set: { parent } });
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
  for (const member of snapshot.members) await ensureMember(ctx, member, isAdmin(member.userId));
  if (!snapshot.complete) return { seen: snapshot.members.length, gone: 0 };

  const present = new Set(snapshot.members.map((member) => identityKey(member.userId)));
  const known = await PlatformIdentity.find({ platform: snapshot.platform }).lean<PlatformIdentityRow[]>();
  const gone = known.filter((identity) => !present.has(identity.key));
  for (const identity of gone) await disableMember(ctx, identity);
  return { seen: snapshot.members.length, gone: gone.length };
}
