import { z } from "zod";
import { PlatformError } from "../../errors";
import type { Directory, DirectoryDepartment, DirectoryUser } from "../../types";
import type { PlatformDeps } from "../deps";
import type { WecomClient } from "./client";

const ROOT_PARENT = "0";
const DISABLED = 2;
const LEFT = 5;
const UNKNOWN_MEMBER = new Set<number | string>([40003, 46004, 60011, 60111]);

const memberAnswer = z.object({
  userid: z.string().min(1),
  name: z.string().default(""),
  department: z.array(z.number()).default([]),
  is_leader_in_dept: z.array(z.number()).default([]),
  status: z.number().optional(),
  /** Where the members agreed to it, or the app is old enough. */
  mobile: z.string().optional(),
});
const membersAnswer = z.object({ userlist: z.array(memberAnswer).default([]) });
const departmentsAnswer = z.object({
  department: z.array(z.object({ id: z.number(), name: z.string().default(""), parentid: z.number().default(0) })),
});

/** @returns null for a member who left or is outside the app's range. @see https://developer.work.weixin.qq.com/document/path/90196 */
export function createFetchUser(client: WecomClient) {
  return async function fetchUser(userId: string): Promise<DirectoryUser | null> {
    try {
      return toUser(await client.call({ path: "user/get", query: { userid: userId } }, memberAnswer));
    } catch (error) {
      if (error instanceof PlatformError && UNKNOWN_MEMBER.has(error.details.code)) return null;
      throw error;
    }
  };
}

/**
 * Walks every department in the app's range, one page after the other: the platform bounds concurrent calls.
 *
 * @see https://developer.work.weixin.qq.com/document/path/90208 (departments), 90201 (direct members)
 */
export function createFetchDirectory(client: WecomClient, log: PlatformDeps["log"]) {
  return async function fetchDirectory(): Promise<Directory> {
    const pages = createPages(log);
    const listed = await pages.read(() => client.call({ path: "department/list" }, departmentsAnswer));
    const departments = (listed?.department ?? []).map(toDepartment);

    const users = new Map<string, DirectoryUser>();
    for (const { id } of departments) {
      const page = await pages.read(() =>
        client.call({ path: "user/list", query: { department_id: id } }, membersAnswer),
      );
      // Somebody in two departments is on both pages, each time with both.
      for (const member of page?.userlist ?? []) users.set(member.userid.toLowerCase(), toUser(member));
    }
    return { users: [...users.values()], departments, complete: pages.areComplete() };
  };
}

/** Reads pages until one fails in a way that forbids asking on; whoever asks then gets null, and the walk is incomplete. */
function createPages(log: PlatformDeps["log"]) {
  let complete = true;
  let stopped = false;
  return {
    areComplete: () => complete,
    async read<T>(fetchPage: () => Promise<T>): Promise<T | null> {
      if (stopped) return null;
      try {
        return await fetchPage();
      } catch (error) {
        if (!(error instanceof PlatformError)) throw error;
        log.warn({ code: error.details.code, call: error.details.call }, "wecom directory page failed");
        complete = false;
        stopped = error.details.failure === "admin" || error.details.retryAfterMs !== undefined;
        return null;
      }
    },
  };
}

function toUser(member: z.infer<typeof memberAnswer>): DirectoryUser {
  return {
    userId: member.userid,
    name: member.name || member.userid,
    departmentIds: member.department.map(String),
    isLeader: member.is_leader_in_dept.includes(1),
    active: member.status !== DISABLED && member.status !== LEFT,
    ...(member.mobile ? { mobile: member.mobile } : {}),
  };
}

function toDepartment(department: { id: number; name: string; parentid: number }): DirectoryDepartment {
  const parentId = String(department.parentid);
  return { id: String(department.id), name: department.name, parentId: parentId === ROOT_PARENT ? null : parentId };
}
