import { randomUUID } from "node:crypto";
import { SAMPLE_DEPARTMENTS, SAMPLE_USERS, sampleMobile } from "../sample/company";
import type { CallLog } from "./callLog";
import type { Chats } from "./chats";
import { groupOf, ownerOfGroup, toWordsEntry, type ChatWords } from "./chatWords";
import { createDingtalk, type Dingtalk, type DingtalkOptions } from "./dingtalk";
import type { SaidInDingtalk } from "./dingtalk/actions";
import { answerWithFaults, deliverWithFaults } from "./dingtalkFaults";
import { createKeys } from "./dingtalk/keys";
import { toEntry } from "./dingtalk/toEntry";
import type { DingtalkAnswer, DingtalkCall, ShownDingtalk } from "./dingtalk/types";
import type { Faults } from "./faults";
import type { EntryContent } from "./protocol";
import type { SimulatorOptions } from "./types";
import type { Media } from "./wecom/media";
import { checkMedia, contentTypeOf } from "./wecom/mediaKinds";

/** A member's chat in DingTalk, beside the one in WeCom. */
export const chatOf = (userId: string) => `dingtalk-${userId}`;

export interface DingtalkSide {
  dingtalk: Dingtalk;
  answer(call: DingtalkCall): Promise<DingtalkAnswer>;
  say(userId: string, message: ChatWords): Promise<void>;
  sendFile(userId: string, file: { kind: "image" | "file"; name: string }, bytes: Buffer): Promise<void>;
  /** False when there is no such card, or it was settled. */
  press(userId: string, press: { entryId: string; key: string }): Promise<boolean>;
}

interface SideParts {
  options: SimulatorOptions;
  chats: Chats;
  calls: CallLog;
  faults: Faults;
  media: Media;
}

/** What arrives goes onto the member's phone; a card that changes changes there. A group is shown to who talked in it. */
function createShow(chats: Chats): (shown: ShownDingtalk) => void {
  const entries = new Map<string, string>();
  return (shown) => {
    const chat = chatOf(ownerOfGroup(shown.to) ?? shown.to);
    const known = entries.get(shown.id);
    if (known) chats.change(chat, known, { content: toEntry(shown) });
    else entries.set(shown.id, chats.add(chat, { from: "app", content: toEntry(shown) }).id);
  };
}

function bodyOf({ text, spoken }: ChatWords): Record<string, unknown> {
  if (!spoken) return { msgtype: "text", text: { content: text } };
  return { msgtype: "audio", content: { duration: 4000, downloadCode: randomUUID(), recognition: text } };
}

const fileBody = (kind: "image" | "file", name: string, downloadCode: string) =>
  kind === "image"
    ? { msgtype: "picture", content: { downloadCode } }
    : { msgtype: "file", content: { downloadCode, fileName: name } };

function createLog(calls: CallLog): NonNullable<DingtalkOptions["log"]> {
  const rest = { note: "钉钉", errcode: null, milliseconds: 0, response: null };
  return ({ direction, name, request, status }) =>
    calls.add({ ...rest, direction, name, status, failed: status !== 200, request });
}

/** The same company in a local DingTalk: whoever speaks there is met there. */
export function createDingtalkSide({ options, chats, calls, faults, media }: SideParts): DingtalkSide {
  const origin = () => new URL(options.appUrl()).origin;
  const people = SAMPLE_USERS.map((user) => ({ ...user, mobile: sampleMobile(user.id) }));
  const dingtalk = createDingtalk({
    keys: createKeys(),
    origin: () => `${origin()}/simulator/dingtalk`,
    hookUrl: () => `${origin()}/hooks/dingtalk`,
    now: () => options.clock.now(),
    people: () => people,
    departments: SAMPLE_DEPARTMENTS.map(({ id, name, parentId }) => ({ id, name, parentId: parentId ?? 0 })),
    asTheyCome: true,
    show: createShow(chats),
    log: createLog(calls),
  });

  async function deliver(userId: string, content: EntryContent, said: Omit<SaidInDingtalk, "from">): Promise<void> {
    const chat = chatOf(userId);
    const entry = chats.add(chat, { from: "member", content });
    const whole = { from: userId, msgId: randomUUID(), ...said };
    const isTaken = await deliverWithFaults(dingtalk, faults, () => dingtalk.says(whole));
    chats.change(chat, entry.id, { delivery: isTaken ? "done" : "failed" });
  }

  return {
    dingtalk,
    answer: answerWithFaults(dingtalk, faults),
    say: (userId, message) =>
      deliver(userId, toWordsEntry(message), {
        body: bodyOf(message),
        ...(message.inGroup ? { groupId: groupOf(userId) } : {}),
      }),
    async sendFile(userId, { kind, name }, bytes) {
      const { mediaId } = media.put(
        { kind: checkMedia(kind, bytes), name, contentType: contentTypeOf(kind, bytes) },
        bytes,
      );
      dingtalk.files.set(mediaId, bytes);
      await deliver(userId, { kind, mediaId }, { body: fileBody(kind, name, mediaId) });
    },
    async press(userId, { entryId, key }) {
      const content = chats.find(chatOf(userId), entryId)?.content;
      if (content?.kind !== "card" || content.state.closedAs !== null) return false;
      return dingtalk.presses({ from: userId, card: content.card.task_id ?? "", actionId: key });
    },
  };
}
