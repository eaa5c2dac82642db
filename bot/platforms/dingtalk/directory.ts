import { z } from "zod";
import { PlatformError } from "../../errors";
import type { Directory, DirectoryDepartment, DirectoryUser } from "../../types";
import type { PlatformDeps } from "../deps";
import type { DingtalkClient } from "./client";

const USER = "/topapi/v2/user/get";
const ROOT = 1;
const PAGE = 100;
const UNKNOWN_MEMBER = new Set<number | string>([33012, 60121, 50002, 400002]);

/** Printed samples quote what the types declare as booleans and numbers. */
const flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((value) => value === "true")]);
const numbers = z.union([
  z.array(z.coerce.number()),
  z.string().transform((text) => (text.match(/\d+/g) ?? []).map(Number)),
]);

const member = z.looseObject({
  userid: z.string().min(1),
  unionid: z.string().optional(),
  name: z.string().default(""),
  mobile: z.string().optional(),
  dept_id_list: numbers.default([]),
  leader: flag.default(false),
  leader_in_dept: z.array(z.looseObject({ leader: flag.default(false) })).catch([]),
});
const memberAnswer = z.object({ result: member });
const membersAnswer = z.object({
  result: z.looseObject({
    has_more: flag.default(false),
    next_cursor: z.coerce.number().default(0),
    list: z.array(member).default([]),
  }),
});
const departmentsAnswer = z.object({
  result: z
    .array(
      z.looseObject({
        dept_id: z.coerce.number(),
        name: z.string().default(""),
        parent_id: z.coerce.number().default(0),
      }),
    )
    .default([]),
});
const scopesAnswer = z.looseObject({
  auth_org_scopes: z.looseObject({ authed_dept: numbers.default([]), authed_user: z.array(z.string()).default([]) }),
});

function toUser(from: z.infer<typeof member>): DirectoryUser {
  return {
    userId: from.userid,
    name: from.name || from.userid,
    departmentIds: from.dept_id_list.map(String),
    isLeader: from.leader || from.leader_in_dept.some(({ leader }) => leader),
    // Who never opened the app is a member all the same; who left is not on the list.
    active: true,
    ...(from.mobile ? { mobile: from.mobile } : {}),
  };
}

/** @returns null for a member who left or is outside the app's range */
async function findMember(client: DingtalkClient, userId: string): Promise<z.infer<typeof member> | null> {
  const request = { path: USER, body: { userid: userId, language: "zh_CN" }, isFree: true };
  return (await client.call(request, memberAnswer).catch(unknownIsNull))?.result ?? null;
}

/** @returns null for a member who left or is outside the app's range */
export function createFetchUser(client: DingtalkClient) {
  return async function fetchUser(userId: string): Promise<DirectoryUser | null> {
    const found = await findMember(client, userId);
    return found && toUser(found);
  };
}

/** Under this id to-do lists know a member. @returns null for who is no member, or is not told */
export function createFindUnionId(client: DingtalkClient) {
  return async function findUnionId(userId: string): Promise<string | null> {
    return (await findMember(client, userId))?.unionid ?? null;
  };
}

function unknownIsNull(error: unknown): null {
  if (error instanceof PlatformError && UNKNOWN_MEMBER.has(error.details.code)) return null;
  throw error;
}

interface Walk {
  users: Map<string, DirectoryUser>;
  departments: DirectoryDepartment[];
}

function createWalk(client: DingtalkClient) {
  async function readMembers(walk: Walk, dept: number): Promise<void> {
    for (let cursor = 0, isMore = true; isMore;) {
      const body = { dept_id: dept, cursor, size: PAGE, language: "zh_CN" };
      const { result } = await client.call({ path: "/topapi/v2/user/list", body, isFree: true }, membersAnswer);
      // Somebody in two departments is on both pages, each time with both.
      for (const one of result.list) walk.users.set(one.userid.toLowerCase(), toUser(one));
      isMore = result.has_more && result.next_cursor > cursor;
      cursor = result.next_cursor;
    }
  }

  async function readBelow(walk: Walk, dept: number): Promise<number[]> {
    const body = { dept_id: dept, language: "zh_CN" };
    const { result } = await client.call(
      { path: "/topapi/v2/department/listsub", body, isFree: true },
      departmentsAnswer,
    );
    const parentId = dept === ROOT ? null : String(dept);
    walk.departments.push(...result.map(({ dept_id, name }) => ({ id: String(dept_id), name, parentId })));
    return result.map(({ dept_id }) => dept_id);
  }

  return async (walk: Walk, roots: number[]): Promise<void> => {
    const waiting = [...roots];
    for (let dept = waiting.shift(); dept !== undefined; dept = waiting.shift()) {
      await readMembers(walk, dept);
      waiting.push(...(await readBelow(walk, dept)));
    }
  };
}

/** Walks every department in the app's range, one call after the other. These calls cost nothing of the month's quota. */
export function createFetchDirectory(client: DingtalkClient, log: PlatformDeps["log"]) {
  const walkDown = createWalk(client);
  const fetchUser = createFetchUser(client);

  async function walkAll(walk: Walk): Promise<void> {
    const { auth_org_scopes: range } = await client.call({ path: "/auth/scopes", isFree: true }, scopesAnswer);
    await walkDown(walk, range.authed_dept);
    for (const userId of range.authed_user) {
      const user = await fetchUser(userId);
      if (user) walk.users.set(userId.toLowerCase(), user);
    }
  }

  return async function fetchDirectory(): Promise<Directory> {
    const walk: Walk = { users: new Map(), departments: [] };
    let complete = true;
    try {
      await walkAll(walk);
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      log.warn(
        { code: error.details.code, call: error.details.call },
        "the dingtalk directory was not read to its end",
      );
      complete = false;
    }
    // A range with nobody in it is a mistake in the console, not a company that left.
    complete &&= walk.users.size > 0;
    return { users: [...walk.users.values()], departments: walk.departments, complete };
  };
}
