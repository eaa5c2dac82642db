import { randomUUID } from "node:crypto";
import type { createCards } from "./cards";
import type { createPushes } from "./pushes";
import type { createRobot } from "./robot";
import type { DingtalkKeys } from "./types";

const SESSION_MS = 90 * 60_000;

export interface SaidInDingtalk {
  from: string;
  text?: string;
  groupId?: string;
  msgId?: string;
  /** Instead of a text. */
  body?: Record<string, unknown>;
  /** Overrides any field of the message. */
  fields?: Record<string, unknown>;
}

export interface ActionParts {
  keys: DingtalkKeys;
  now: () => Date;
  origin: () => string;
  isMember: (userId: string) => boolean;
  groups: Set<string>;
  robot: ReturnType<typeof createRobot>;
  cards: ReturnType<typeof createCards>;
  pushes: ReturnType<typeof createPushes>;
}

/** What a member does on the phone, turned into the platform's pushes. */
export function createActions({ keys, now, origin, isMember, groups, robot, cards, pushes }: ActionParts) {
  function toMessage({ from, text = "", groupId, msgId = randomUUID(), body, fields }: SaidInDingtalk): object {
    const at = now().getTime();
    const session = robot.openSession(groupId ?? from, groupId !== undefined, at + SESSION_MS);
    return {
      msgId,
      conversationId: groupId ?? `cid-${from}`,
      conversationType: groupId ? "2" : "1",
      robotCode: keys.robotCode,
      chatbotCorpId: keys.corpId,
      senderId: `$:LWCP_v1:$${from}`,
      ...(isMember(from) ? { senderStaffId: from, senderCorpId: keys.corpId } : {}),
      senderNick: from,
      createAt: at,
      sessionWebhook: `${origin()}/robot/sendBySession?session=${session}`,
      sessionWebhookExpiredTime: at + SESSION_MS,
      ...(body ?? { msgtype: "text", text: { content: groupId ? ` ${text}` : text } }),
      ...fields,
    };
  }

  return {
    /** @returns whether the program took it */
    says(said: SaidInDingtalk): Promise<boolean> {
      if (said.groupId) groups.add(said.groupId);
      return pushes.message(toMessage(said));
    },
    /** @returns whether the program took it; false also when there is no such card */
    presses(press: { from: string; card: string; actionId: string }): Promise<boolean> {
      const card = cards.find(press.card);
      if (!card) return Promise.resolve(false);
      const params = { actionId: press.actionId };
      const content = JSON.stringify({ cardPrivateData: { actionIds: ["buttons"], params } });
      const told = {
        type: "actionCallback",
        outTrackId: card.id,
        corpId: keys.corpId,
        userId: press.from,
        userIdType: 1,
      };
      return pushes.press({ ...told, spaceType: "IM", spaceId: card.to, extension: "{}", content }, card.callbackType);
    },
  };
}
