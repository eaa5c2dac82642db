import { setTimeout as delay } from "node:timers/promises";
import type { FakeWecom, ShownMessage } from "./fakeWecom";
import { createWecomCaller, type WecomCallback } from "./wecom";
import { serverKeys } from "./server";

/** As long as WeCom waits for an answer. */
const PATIENCE_MS = 5000;
const REDELIVERY_MS = 1000;
const LOOK_MS = 100;
/** Of the callbacks that were answered, this part comes again all the same. */
const NEEDLESS = 0.1;

interface Button {
  text: string;
  key?: string;
}

export interface CrowdCounts {
  accepted: number;
  redelivered: number;
}

/** Members of a company who talk to the program through WeCom, which tries again until it is answered. */
export function createCrowd(fake: FakeWecom, url: () => string) {
  const caller = createWecomCaller(serverKeys);
  const counts: CrowdCounts = { accepted: 0, redelivered: 0 };
  let serial = 0;

  async function post(callback: WecomCallback): Promise<boolean> {
    const address = `${url()}/hooks/wecom?${new URLSearchParams(callback.query)}`;
    const { headers, body } = callback;
    try {
      const request = { method: "POST", headers, body, signal: AbortSignal.timeout(PATIENCE_MS) };
      const response = await fetch(address, request);
      await response.arrayBuffer();
      return response.status === 200;
    } catch {
      // Refused, cut off or too slow: for WeCom all the same.
      return false;
    }
  }

  /** Each try is sealed anew, as WeCom does; the program must know it by what is inside. */
  async function deliver(seal: () => WecomCallback): Promise<void> {
    while (!(await post(seal()))) {
      counts.redelivered += 1;
      await delay(REDELIVERY_MS);
    }
    counts.accepted += 1;
    if (Math.random() >= NEEDLESS) return;
    counts.redelivered += 1;
    await delay(Math.random() * REDELIVERY_MS);
    await post(seal());
  }

  const shownTo = (from: string) => fake.shown.filter((message) => message.touser.toLowerCase() === from.toLowerCase());

  async function waitFor(from: string, isIt: (card: string) => boolean): Promise<ShownMessage> {
    for (;;) {
      const found = shownTo(from).find((message) => isIt(JSON.stringify(message)));
      if (found) return found;
      await delay(LOOK_MS);
    }
  }

  return {
    counts,
    shownTo,
    waitFor,
    says(from: string, text: string): Promise<void> {
      const common = { from, text, msgId: String(7456789012345000000n + BigInt(++serial)), at: new Date() };
      return deliver(() => caller.textMessage(common));
    },
    presses(from: string, text: string, message: ShownMessage): Promise<void> {
      const card = message.template_card as { task_id: string; button_list: Button[] };
      const actionId = card.button_list.find((button) => button.text === text)?.key;
      if (!actionId) throw new Error(`no button ${text} on ${JSON.stringify(card)}`);
      const click = { from, actionId, taskId: card.task_id, responseCode: `CLICK-${++serial}`, at: new Date() };
      return deliver(() => caller.cardClick(click));
    },
  };
}

export type Crowd = ReturnType<typeof createCrowd>;

/** Members as the directory has them. */
export const nameMembers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `Member${String(index).padStart(3, "0")}`);
