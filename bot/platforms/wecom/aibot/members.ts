import { z } from "zod";
import { t } from "../../../../models/shared/text/zhCN/chat";
import type { DirectoryUser, Platform } from "../../../types";
import { createClient } from "../client";
import { createFetchUser } from "../directory";
import type { WecomConfig } from "../types";
import type { PlatformDeps } from "../../deps";

const idsAnswer = z.object({
  userid_list: z.array(z.object({ open_userid: z.string(), userid: z.string() })).default([]),
});

const APP = "wecom";
/** An id that was made for one bot: nothing anybody would recognise. */
const SEALED_ID = /^w[om][\w-]{20,}$/;
const SHOWN_TAIL = 4;

/**
 * Who talks to the bot. The bot itself has no directory: with the self-built app beside it a member is looked up there,
 * and must be in its range; without, everybody whom the platform lets talk to the bot is a member.
 */
export function createFetchMember(app: WecomConfig | null, deps: PlatformDeps): Platform["fetchUser"] {
  if (!app) return async (userId) => strangerOf(userId);
  const client = createClient(app, deps);
  const fetchFromApp = createFetchUser(client);

  /** Ids are sealed unless a super administrator made the bot. @see https://developer.work.weixin.qq.com/document/path/101521 */
  async function fetchSealed(userId: string): Promise<DirectoryUser | null> {
    const path = "batch/openuserid_to_userid";
    const { userid_list } = await client.call({ path, body: { open_userid_list: [userId] } }, idsAnswer);
    const found = userid_list.find(({ open_userid }) => open_userid === userId);
    return found ? fetchFromApp(found.userid) : null;
  }

  return async function fetchMember(userId) {
    const member = (await fetchFromApp(userId)) ?? (await fetchSealed(userId));
    return member && { ...member, userId, home: { platform: APP, userId: member.userId } };
  };
}

function strangerOf(userId: string): DirectoryUser {
  const name = SEALED_ID.test(userId) ? t.help.colleague(userId.slice(-SHOWN_TAIL)) : userId;
  const home = { platform: APP, userId };
  return { userId, name, departmentIds: [], isLeader: false, active: true, home };
}
