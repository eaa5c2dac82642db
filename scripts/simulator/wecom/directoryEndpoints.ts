import { z } from "zod";
import type { SampleDepartment, SampleUser } from "../../sample/company";
import type { Corp } from "./corp";
import { parseBody, type Endpoints } from "./endpoint";
import { WecomError } from "./wecomError";

const openIds = z.object({ open_userid_list: z.array(z.string()).min(1).max(1000) });

/** Members and departments in the app's range (document/path/90196 to 90208). */
export const directoryEndpoints = (corp: Corp): Endpoints => ({
  "user/get": { method: "GET", handle: ({ query }) => toUser(corp, findMember(corp, query.userid)) },
  "user/list": {
    method: "GET",
    handle: ({ query }) => ({ userlist: membersOf(corp, query.department_id).map((user) => toUser(corp, user)) }),
  },
  "user/simplelist": {
    method: "GET",
    handle: ({ query }) => ({
      userlist: membersOf(corp, query.department_id).map((user) => ({
        userid: user.id,
        name: user.name,
        department: user.departmentIds,
        open_userid: "",
      })),
    }),
  },
  "department/list": {
    method: "GET",
    handle: ({ query }) => ({ department: below(corp, query.id).map((department) => toDepartment(corp, department)) }),
  },
  "department/simplelist": {
    method: "GET",
    handle: ({ query }) => ({
      department_id: below(corp, query.id).map(({ id, parentId }) => ({
        id,
        parentid: parentId ?? 0,
        order: orderOf(id),
      })),
    }),
  },
  "department/get": {
    method: "GET",
    handle: ({ query }) => ({ department: toDepartment(corp, findDepartment(corp, query.id, 60123)) }),
  },
  // This corp's bot was made by a super administrator: every id is plain, and nothing is there to be translated.
  "batch/openuserid_to_userid": {
    method: "POST",
    handle: (call) => ({ userid_list: [], invalid_open_userid_list: parseBody(call, openIds).open_userid_list }),
  },
});

function findMember(corp: Corp, userId: string | undefined): SampleUser {
  const person = corp.person(userId ?? "");
  if (!person) throw new WecomError(60111);
  const member = corp.member(person.id);
  if (!member) throw new WecomError(60011);
  return member;
}

function findDepartment(corp: Corp, id: string | undefined, errcode: number): SampleDepartment {
  const department = corp.departments.find((candidate) => String(candidate.id) === id);
  if (!department) throw new WecomError(errcode);
  return department;
}

/** Direct members only: a caller walks the tree itself. */
function membersOf(corp: Corp, departmentId: string | undefined): SampleUser[] {
  const department = findDepartment(corp, departmentId, 60123);
  return corp.members().filter((user) => user.departmentIds.includes(department.id));
}

/** A department and everything under it; without an id the whole tree. */
function below(corp: Corp, id: string | undefined): SampleDepartment[] {
  if (id === undefined || id === "") return [...corp.departments];
  const top = findDepartment(corp, id, 60003);
  const children = corp.departments.filter((department) => department.parentId === top.id);
  return [top, ...children.flatMap((child) => below(corp, String(child.id)))];
}

const orderOf = (departmentId: number) => 100_000_000 - departmentId;

const toDepartment = (corp: Corp, { id, name, parentId }: SampleDepartment) => ({
  id,
  name,
  name_en: "",
  department_leader: corp
    .members()
    .filter((user) => user.isLeader && user.departmentIds.includes(id))
    .map((user) => user.id),
  parentid: parentId ?? 0,
  order: orderOf(id),
});

/** Without phone, mail, avatar: apps made after 2022-06-20 never get them. */
const toUser = (corp: Corp, user: SampleUser) => ({
  userid: user.id,
  name: user.name,
  department: user.departmentIds,
  order: user.departmentIds.map(() => 0),
  position: user.position,
  is_leader_in_dept: user.departmentIds.map(() => (user.isLeader ? 1 : 0)),
  direct_leader: leadersAbove(corp, user),
  main_department: user.departmentIds[0],
  status: 1,
  alias: "",
  telephone: "",
  extattr: { attrs: [] },
});

function leadersAbove(corp: Corp, user: SampleUser): string[] {
  let departmentId: number | null = user.departmentIds[0] ?? null;
  while (departmentId !== null) {
    const id: number = departmentId;
    const leader = corp
      .members()
      .find((other) => other.isLeader && other.id !== user.id && other.departmentIds.includes(id));
    if (leader) return [leader.id];
    departmentId = corp.departments.find((department) => department.id === id)?.parentId ?? null;
  }
  return [];
}
