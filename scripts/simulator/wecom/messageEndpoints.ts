import { z } from "zod";
import type { Chats } from "../chats";
import type { SimulatorClock } from "../types";
import { parseBody } from "./endpoint";
import type { ApiCall, Endpoints } from "./endpoint";
import { createSendMessage } from "./sendMessage";
import type { SendParts } from "./sendMessage";
import type { SentMessages } from "./sentMessages";
import { createUpdateCard } from "./updateCard";
import type { UpdateParts } from "./updateCard";
import { WecomError } from "./wecomError";

const recallRequest = z.looseObject({ msgid: z.string() });
const RECALL_MS = 24 * 3600 * 1000;

export const messageEndpoints = (parts: SendParts & UpdateParts): Endpoints => ({
  "message/send": { method: "POST", handle: createSendMessage(parts) },
  "message/update_template_card": { method: "POST", handle: createUpdateCard(parts) },
  "message/recall": { method: "POST", handle: (call) => recall(call, parts) },
});

/** developer.work.weixin.qq.com/document/path/94867 */
function recall(call: ApiCall, parts: { clock: SimulatorClock; chats: Chats; messages: SentMessages }) {
  const message = parts.messages.get(parseBody(call, recallRequest).msgid);
  if (!message) throw new WecomError(40058);
  if (parts.clock.now().getTime() - Date.parse(message.sentAt) > RECALL_MS) throw new WecomError(42052);
  message.shown.forEach(({ userId, entryId }) =>
    parts.chats.change(userId, entryId, { content: { kind: "notice", text: "应用撤回了一条消息" } }),
  );
  return {};
}
