import type { Corp } from "./corp";
import { WecomError } from "./wecomError";

export interface Recipients {
  userIds: string[];
  invalidUsers: string[];
  invalidParties: string[];
  invalidTags: string[];
}

export interface Target {
  users: string[];
  parties: string[];
  tags: string[];
}

export const splitTarget = (ids: string | undefined) => (ids ?? "").split("|").filter((id) => id !== "");

/** Who of a target is in the app's range. Unknown ids come back lower-cased, as WeCom gives them. */
export function resolveRecipients(corp: Corp, { users, parties, tags }: Target): Recipients {
  if (users.includes("@all")) {
    return { userIds: corp.members().map(({ id }) => id), invalidUsers: [], invalidParties: [], invalidTags: [] };
  }
  const departmentIds = parties.filter((id) => corp.departments.some((department) => department.id === Number(id)));
  const inParties = corp
    .members()
    .filter((member) =>
      member.departmentIds.some((id) => departmentIds.some((party) => isBelow(corp, id, Number(party)))),
    );
  const named = users.map((id) => corp.member(id)).filter((member) => member !== undefined);
  return {
    userIds: [...new Set([...named, ...inParties].map(({ id }) => id))],
    invalidUsers: users.filter((id) => !corp.member(id)).map((id) => id.toLowerCase()),
    invalidParties: parties.filter((id) => !departmentIds.includes(id)),
    // The sample corp has no tags.
    invalidTags: tags,
  };
}

function isBelow(corp: Corp, departmentId: number, ancestorId: number): boolean {
  if (departmentId === ancestorId) return true;
  const parentId = corp.departments.find(({ id }) => id === departmentId)?.parentId;
  return parentId ? isBelow(corp, parentId, ancestorId) : false;
}

/** @throws WecomError 82001 nobody named, 40032, 82002, 82003 too many. */
export function checkTarget({ users, parties, tags }: Target): void {
  if (users.length + parties.length + tags.length === 0) throw new WecomError(82001);
  if (users.length > 1000) throw new WecomError(40032);
  if (parties.length > 100) throw new WecomError(82002);
  if (tags.length > 100) throw new WecomError(82003);
}
