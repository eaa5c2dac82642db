import type { Model } from "mongoose";
import { pino } from "pino";
import { createDoor } from "../../bot/door";
import { deliver } from "../../bot/deliver";
import type { BotDeps } from "../../bot/deps";
import { acceptInbound } from "../../bot/inbox";
import { createListeners, dispatchEvent } from "../../bot/notifications";
import { createPlatforms } from "../../bot/platforms";
import type { InboundContent } from "../../bot/types";
import { workInboxItem } from "../../bot/workInbox";
import { newId } from "../../models/newId";
import { claim, releaseStale } from "../../models/queue";
import { Delivery } from "../../models/system/delivery";
import { InboxItem } from "../../models/system/inboxItem";
import { OutboxEvent } from "../../models/system/outboxEvent";
import type { QueueRow } from "../../models/system/queueRow";
import type { Deps } from "../../server/context";
import { createExtractor } from "../../server/extractor/createExtractor";
import { fakeClock, unmetered, type FakeClock } from "./ctx";
import { startFakeWecom, type FakeWecom, type ShownMessage } from "./fakeWecom";
import { serverKeys } from "./server";

/** Patience with the platform: short, so that a test of its silence is. */
export const TIMEOUT_MS = 1000;

export interface WecomBot {
  fake: FakeWecom;
  clock: FakeClock;
  bot: BotDeps;
  /** What was logged, from `warn` up. */
  logged: { level: number; msg: string; [more: string]: unknown }[];
  joins(...userIds: string[]): void;
  /** Stores a message of a member, as the door does. */
  accepts(userId: string, text: string): Promise<string>;
  /** Works what is due, every lane at the same time. */
  settle(): Promise<void>;
  /** Lets time pass, and at each moment at which something is due what a running server would do then. */
  waits(ms: number): Promise<void>;
  shownTo(userId: string): ShownMessage[];
}

export async function settle(bot: BotDeps): Promise<void> {
  const listeners = createListeners(bot);
  const { clock } = bot.deps;
  for (let isBusy = true; isBusy;) {
    const now = clock.now();
    const items = await claim(InboxItem, now, { limit: 50 });
    const events = await claim(OutboxEvent, now, { limit: 50 });
    const rows = await claim(Delivery, now, { limit: 50 });
    await Promise.all([
      ...items.map((item) => workInboxItem(item, bot)),
      ...events.map((event) => dispatchEvent(event, listeners, bot)),
      ...rows.map((row) => deliver(row, bot)),
    ]);
    isBusy = items.length + events.length + rows.length > 0;
  }
}

const queues = [InboxItem, OutboxEvent, Delivery] as unknown as Model<QueueRow>[];

/** When the queues have something to do next; `end` when they have nothing before. */
async function nextMoment(now: Date, end: Date): Promise<Date> {
  let next = end;
  for (const queue of queues) {
    const rows = await queue.find({ state: { $in: ["queued", "working"] } }).lean<QueueRow[]>();
    const moments = rows.flatMap((row) => [row.dueAt, row.leaseUntil, row.holdsLane ? row.holdUntil : null]);
    for (const moment of moments) if (moment && moment > now && moment < next) next = moment;
  }
  return next;
}

/** The bot as it runs, connected to a WeCom that does what it is told. Time is the test's. */
export async function startWecomBot(): Promise<WecomBot> {
  const fake = await startFakeWecom();
  const clock = fakeClock();
  const logged: WecomBot["logged"] = [];
  const log = pino({ level: "warn" }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const extractor = createExtractor({ timeoutMs: 1000 }, { log });
  const deps: Deps = { extractor, log, clock, wake: () => undefined };
  const config = {
    ...serverKeys,
    secret: "secret",
    apiBase: fake.baseUrl,
    oauthBase: fake.baseUrl,
    loginBase: fake.baseUrl,
    publicUrl: "https://crm.example.com",
  };
  const [platform] = createPlatforms(
    { wecom: config },
    { now: clock.now, log, timeoutMs: TIMEOUT_MS, meter: unmetered, pressPath: () => "/" },
  );
  if (!platform) throw new Error("no platform was made");
  const bot: BotDeps = {
    deps,
    platforms: new Map([[platform.name, platform]]),
    files: { save: async () => undefined, load: async () => null },
    door: createDoor(),
    isAdmin: () => false,
  };

  return {
    fake,
    clock,
    bot,
    logged,
    joins: (...userIds) =>
      void fake.members.push(...userIds.map((userid) => ({ userid, name: userid, department: [1] }))),
    async accepts(userId, text) {
      const content: InboundContent = { kind: "text", text, spoken: false };
      const who = { conversationId: userId, senderId: userId, groupId: null, replyPath: null };
      const { id } = await acceptInbound(
        { platform: platform.name, externalId: newId(), ...who, sentAt: clock.now(), content },
        bot,
      );
      return id;
    },
    settle: () => settle(bot),
    async waits(ms) {
      await settle(bot);
      for (const end = new Date(clock.now().getTime() + ms); clock.now() < end;) {
        clock.set(await nextMoment(clock.now(), end));
        for (const queue of queues) await releaseStale(queue, clock.now());
        await settle(bot);
      }
    },
    shownTo: (userId) => fake.shown.filter(({ touser }) => touser.toLowerCase() === userId.toLowerCase()),
  };
}
