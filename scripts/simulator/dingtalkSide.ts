import { SAMPLE_DEPARTMENTS, SAMPLE_USERS, sampleMobile } from "../sample/company";
import type { CallLog } from "./callLog";
import type { Chats } from "./chats";
import { createDingtalk, type Dingtalk } from "./dingtalk";
import { createKeys } from "./dingtalk/keys";
import { toEntry } from "./dingtalk/toEntry";
import type { ShownDingtalk } from "./dingtalk/types";
import type { SimulatorOptions } from "./types";

/** A member's chat in DingTalk, beside the one in WeCom. */
export const chatOf = (userId: string) => `dingtalk-${userId}`;

export interface DingtalkSide {
  dingtalk: Dingtalk;
  say(userId: string, text: string): Promise<void>;
  /** False when there is no such card, or it was settled. */
  press(userId: string, press: { entryId: string; key: string }): Promise<boolean>;
}

interface SideParts {
  options: SimulatorOptions;
  chats: Chats;
  calls: CallLog;
}

/** What arrives goes onto the member's phone; a card that changes changes there. */
function createShow(chats: Chats): (shown: ShownDingtalk) => void {
  const entries = new Map<string, string>();
  return (shown) => {
    if (shown.isGroup) return;
    const chat = chatOf(shown.to);
    const known = entries.get(shown.id);
    if (known) chats.change(chat, known, { content: toEntry(shown) });
    else entries.set(shown.id, chats.add(chat, { from: "app", content: toEntry(shown) }).id);
  };
}

/** The same company in a local DingTalk: whoever speaks there is met there. */
export function createDingtalkSide({ options, chats, calls }: SideParts): DingtalkSide {
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
    log: ({ direction, name, request, status }) => {
      const failed = status !== 200;
      calls.add({
        direction,
        name,
        note: "钉钉",
        status,
        errcode: null,
        failed,
        milliseconds: 0,
        request,
        response: null,
      });
    },
  });
  return {
    dingtalk,
    async say(userId, text) {
      const entry = chats.add(chatOf(userId), { from: "member", content: { kind: "text", text } });
      const isTaken = await dingtalk.says({ from: userId, text });
      chats.change(chatOf(userId), entry.id, { delivery: isTaken ? "done" : "failed" });
    },
    async press(userId, { entryId, key }) {
      const content = chats.find(chatOf(userId), entryId)?.content;
      if (content?.kind !== "card" || content.state.closedAs !== null) return false;
      return dingtalk.presses({ from: userId, card: content.card.task_id ?? "", actionId: key });
    },
  };
}
