import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import type { Chats } from "../chats";
import type { EntryContent } from "../protocol";
import type { SimulatorClock } from "../types";
import { checkAgent } from "./checkAgent";
import type { Corp } from "./corp";
import { parseBody } from "./endpoint";
import type { ApiCall } from "./endpoint";
import type { CardLookups } from "./findCardFault";
import { createMemberQuota } from "./memberQuota";
import { readContent } from "./readContent";
import type { ReadContent } from "./readContent";
import { checkTarget, resolveRecipients, splitTarget } from "./recipients";
import type { Recipients } from "./recipients";
import type { ResponseCodes } from "./responseCodes";
import type { SentMessage, SentMessages } from "./sentMessages";
import { isInteractive } from "./templateCard";
import { WecomError } from "./wecomError";

const ids = z.union([z.string(), z.number().transform(String)]).nullish();

const sendRequest = z.looseObject({
  touser: ids,
  toparty: ids,
  totag: ids,
  msgtype: z.string().optional().catch(undefined),
  agentid: z.unknown().optional(),
  enable_duplicate_check: z.unknown().optional(),
  duplicate_check_interval: z.number().optional().catch(undefined),
});
export type SendRequest = z.infer<typeof sendRequest>;

export interface SendParts {
  corp: Corp;
  clock: SimulatorClock;
  chats: Chats;
  codes: ResponseCodes;
  messages: SentMessages;
  lookups: CardLookups;
  hookUrl: () => string;
  /** Told who does not get a message, and that nobody is told. */
  noteDropped: (userIds: string[]) => void;
}

/** message/send, with the platform's checks (developer.work.weixin.qq.com/document/path/90236). */
export function createSendMessage(parts: SendParts): (call: ApiCall) => Record<string, unknown> {
  const isWithinQuota = createMemberQuota(parts.clock);
  return (call) => {
    const request = parseBody(call, sendRequest);
    const target = {
      users: splitTarget(request.touser ?? ""),
      parties: splitTarget(request.toparty ?? ""),
      tags: splitTarget(request.totag ?? ""),
    };
    checkTarget(target);
    checkAgent(parts.corp, request.agentid);
    const read = readContent(request, parts.lookups);
    const recipients = resolveRecipients(parts.corp, target);
    if (recipients.userIds.length === 0) throw new WecomError(81013);

    const fingerprint = createHash("sha256").update(call.body).digest("hex");
    const twin = findTwin(parts, request, fingerprint);
    // The platform shows a repeated request once; the answer of the first stands for both.
    if (twin) return twin.answer;

    checkCard(parts, read);
    const reached = recipients.userIds.filter(isWithinQuota);
    if (reached.length < recipients.userIds.length) {
      parts.noteDropped(recipients.userIds.filter((userId) => !reached.includes(userId)));
    }
    return show(parts, { read, recipients: { ...recipients, userIds: reached }, fingerprint });
  };
}

const DEFAULT_CHECK_S = 1800;
const LONGEST_CHECK_S = 14_400;

function findTwin({ clock, messages }: SendParts, request: SendRequest, fingerprint: string) {
  if (request.enable_duplicate_check !== 1) return undefined;
  const seconds = Math.min(request.duplicate_check_interval ?? DEFAULT_CHECK_S, LONGEST_CHECK_S);
  return messages.findTwin(fingerprint, new Date(clock.now().getTime() - seconds * 1000));
}

function checkCard({ messages, hookUrl }: SendParts, { card }: ReadContent): void {
  if (!card) return;
  if (isInteractive(card) && hookUrl() === "") throw new WecomError(43012);
  const taskId = card.task_id;
  if (taskId === undefined && isInteractive(card)) throw new WecomError(42014, "task_id missing");
  if (taskId !== undefined && !/^[0-9A-Za-z_\-@]{1,128}$/.test(taskId)) throw new WecomError(42014, "task_id illegal");
  if (taskId !== undefined && messages.hasTask(taskId)) throw new WecomError(42014, "task_id already used");
}

function show(
  { chats, clock, codes, messages }: SendParts,
  { read, recipients, fingerprint }: { read: ReadContent; recipients: Recipients; fingerprint: string },
) {
  const id = randomUUID().replaceAll("-", "");
  const answer: Record<string, unknown> = {
    invaliduser: recipients.invalidUsers.join("|"),
    invalidparty: recipients.invalidParties.join("|"),
    invalidtag: recipients.invalidTags.join("|"),
    unlicenseduser: "",
    msgid: id,
    ...(read.card && isInteractive(read.card) ? { response_code: codes.issue(id) } : {}),
  };
  const message: SentMessage = {
    id,
    fingerprint,
    taskId: read.card?.task_id ?? null,
    cardType: read.card?.card_type ?? null,
    sentAt: clock.now().toISOString(),
    shown: recipients.userIds.map((userId) => showTo(chats, userId, read.content)),
    answer,
  };
  messages.put(message);
  return answer;
}

const showTo = (chats: Chats, userId: string, content: EntryContent) => ({
  userId,
  entryId: chats.add(userId, { from: "app", content }).id,
});
