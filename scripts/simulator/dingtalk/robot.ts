import { randomUUID } from "node:crypto";
import { z } from "zod";
import { DingtalkRefusal, type DingtalkKeys, type ShownDingtalk } from "./types";

const MOST_MEMBERS = 20;
const MOST_BYTES = 15_000;

/** What each kind of message must carry. */
const templates: Record<string, readonly string[]> = {
  sampleText: ["content"],
  sampleMarkdown: ["title", "text"],
  sampleActionCard: ["title", "text", "singleTitle", "singleURL"],
  ...Object.fromEntries(
    [2, 3, 4, 5].map((count) => [
      `sampleActionCard${count}`,
      [
        "title",
        "text",
        ...Array.from({ length: count }, (_, at) => [`actionTitle${at + 1}`, `actionURL${at + 1}`]).flat(),
      ],
    ]),
  ),
};

const sending = z.looseObject({
  robotCode: z.string(),
  userIds: z.array(z.string()).optional(),
  openConversationId: z.string().optional(),
  msgKey: z.string(),
  msgParam: z.string(),
});

const webhookKinds = new Set(["text", "markdown", "actionCard", "link", "feedCard"]);

export interface RobotParts {
  keys: DingtalkKeys;
  isMember: (userId: string) => boolean;
  isGroup: (conversationId: string) => boolean;
  show: (shown: ShownDingtalk) => void;
  now: () => Date;
}

function readParam(msgKey: string, msgParam: string): Record<string, unknown> {
  const wanted = templates[msgKey];
  if (!wanted) throw new DingtalkRefusal("invalidParameter.msgKey.invalid");
  if (Buffer.byteLength(msgParam) > MOST_BYTES) throw new DingtalkRefusal("invalidParameter.msgParam.tooLong");
  const param = JSON.parse(msgParam) as Record<string, unknown>;
  if (wanted.some((key) => typeof param[key] !== "string"))
    throw new DingtalkRefusal("invalidParameter.msgParam.invalid");
  return { msgKey, ...param };
}

/** What a robot sends by itself, and how it answers. */
export function createRobot({ keys, isMember, isGroup, show, now }: RobotParts) {
  const sessions = new Map<string, { to: string; isGroup: boolean; until: number }>();

  function read(body: unknown) {
    const parsed = sending.parse(body);
    if (parsed.robotCode !== keys.robotCode) throw new DingtalkRefusal("invalidParameter.robotCode.auth");
    return { ...parsed, content: readParam(parsed.msgKey, parsed.msgParam) };
  }

  return {
    openSession(to: string, inGroup: boolean, until: number): string {
      const id = randomUUID();
      sessions.set(id, { to, isGroup: inGroup, until });
      return id;
    },
    toMembers(body: unknown) {
      const { userIds = [], content } = read(body);
      if (userIds.length === 0) throw new DingtalkRefusal("invalidParameter.userIds.empty");
      if (userIds.length > MOST_MEMBERS) throw new DingtalkRefusal("invalidParameter.userIds.overMax");
      const processQueryKey = randomUUID();
      const reached = userIds.filter(isMember);
      for (const to of reached) show({ id: processQueryKey, to, isGroup: false, way: "robot", content });
      const invalidStaffIdList = userIds.filter((userId) => !isMember(userId));
      return { processQueryKey, invalidStaffIdList, flowControlledStaffIdList: [] };
    },
    toGroup(body: unknown) {
      const { openConversationId = "", content } = read(body);
      if (!isGroup(openConversationId)) throw new DingtalkRefusal("invalid.openConversationId");
      const processQueryKey = randomUUID();
      show({ id: processQueryKey, to: openConversationId, isGroup: true, way: "robot", content });
      return { processQueryKey };
    },
    bySession(session: string, body: Record<string, unknown>) {
      const known = sessions.get(session);
      if (!known || now().getTime() > known.until) throw new DingtalkRefusal(300001, "session 不存在");
      if (!webhookKinds.has(String(body.msgtype))) throw new DingtalkRefusal(40035, "msgtype");
      show({ id: randomUUID(), to: known.to, isGroup: known.isGroup, way: "session", content: body });
      return { errcode: 0, errmsg: "ok" };
    },
  };
}
