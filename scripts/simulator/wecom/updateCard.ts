import { z } from "zod";
import type { Chats } from "../chats";
import type { Faults } from "../faults";
import type { EntryContent } from "../protocol";
import { checkAgent } from "./checkAgent";
import type { Corp } from "./corp";
import { parseBody } from "./endpoint";
import type { ApiCall } from "./endpoint";
import type { CardLookups } from "./findCardFault";
import { readCard } from "./readContent";
import { resolveRecipients } from "./recipients";
import type { ResponseCodes } from "./responseCodes";
import type { SentMessage, SentMessages } from "./sentMessages";
import { WecomError } from "./wecomError";

const updateRequest = z.looseObject({
  userids: z.array(z.string()).default([]),
  partyids: z.array(z.number()).default([]),
  tagids: z.array(z.number()).default([]),
  atall: z.number().default(0),
  agentid: z.unknown().optional(),
  response_code: z.string().default(""),
  button: z.object({ replace_name: z.string().min(1) }).optional(),
  template_card: z.looseObject({ replace_text: z.string().optional().catch(undefined) }).optional(),
});
type UpdateRequest = z.infer<typeof updateRequest>;

export interface UpdateParts {
  corp: Corp;
  chats: Chats;
  faults: Faults;
  codes: ResponseCodes;
  messages: SentMessages;
  lookups: CardLookups;
}

/** message/update_template_card (developer.work.weixin.qq.com/document/path/94888): a code changes one card once. */
export function createUpdateCard(parts: UpdateParts): (call: ApiCall) => Record<string, unknown> {
  return (call) => {
    const request = parseBody(call, updateRequest);
    checkAgent(parts.corp, request.agentid);
    if (parts.faults.isOn("expiredCard")) throw new WecomError(60140);
    const message = parts.messages.get(parts.codes.messageIdOf(request.response_code));
    if (!message) throw new WecomError(60140);
    const change = readChange(request, message, parts.lookups);
    const { reached, invalidUsers } = findReached(parts.corp, request, message);
    parts.codes.use(request.response_code);
    reached.forEach((place) => {
      const content = parts.chats.find(place.userId, place.entryId)?.content;
      if (content?.kind === "card") parts.chats.change(place.userId, place.entryId, { content: change(content) });
    });
    return { invaliduser: invalidUsers };
  };
}

type CardContent = Extract<EntryContent, { kind: "card" }>;

function readChange(request: UpdateRequest, message: SentMessage, lookups: CardLookups) {
  const { button, template_card: replacement } = request;
  if (button) {
    if (message.cardType === "text_notice" || message.cardType === "news_notice") throw new WecomError(40058);
    return (content: CardContent): CardContent => ({
      ...content,
      state: { ...content.state, closedAs: button.replace_name },
    });
  }
  if (!replacement) throw new WecomError(40063, "button or template_card");
  const card = readCard(replacement, lookups);
  return (): CardContent => ({ kind: "card", card, state: { closedAs: replacement.replace_text ?? null } });
}

function findReached(corp: Corp, request: UpdateRequest, message: SentMessage) {
  if (request.atall === 1) return { reached: message.shown, invalidUsers: [] };
  if (request.userids.length + request.partyids.length + request.tagids.length === 0) throw new WecomError(82101);
  const recipients = resolveRecipients(corp, {
    users: request.userids,
    parties: request.partyids.map(String),
    tags: request.tagids.map(String),
  });
  const reached = message.shown.filter((place) => recipients.userIds.includes(place.userId));
  if (reached.length === 0) throw new WecomError(82102);
  const isReached = (userId: string) => reached.some((place) => place.userId === userId.toLowerCase());
  return {
    reached,
    invalidUsers: request.userids.filter((id) => !isReached(id)).map((id) => id.toLowerCase()),
  };
}
