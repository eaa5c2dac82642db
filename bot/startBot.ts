import { InboxItem } from "../models/system/inboxItem";
import { Delivery } from "../models/system/delivery";
import { OutboxEvent } from "../models/system/outboxEvent";
import { t } from "../models/shared/text/zhCN/chat";
import { ringReminders } from "../server/commands/reminder/ringReminders";
import { SYSTEM_ACTOR } from "../server/context";
import { createCtx } from "../server/createCtx";
import { skipUnheard } from "../server/events/dispatchOutbox";
import { startLoop, startQueueWorker, type Worker } from "../server/workers";
import { finished } from "./chatApi";
import { deliver } from "./deliver";
import type { BotDeps } from "./deps";
import { syncPlatform } from "./jobs/syncDirectories";
import { createListeners, dispatchEvent } from "./notifications";
import type { MenuEntry, Platform } from "./types";
import { workInboxItem } from "./workInbox";

const CONCURRENCY = 8;
const FIRST_RETRY_MS = 5000;
const LAST_RETRY_MS = 5 * 60_000;

const MENU: MenuEntry[] = [
  { name: t.actions.todo, target: { key: "TODO" } },
  { name: t.actions.customers, target: { path: "/customers" } },
  { name: t.actions.help, target: { key: "HELP" } },
];

/** Menu and directory of one platform; while it does not answer, tried again and again, never fatal. */
async function prepare(platform: Platform, bot: BotDeps, signal: AbortSignal): Promise<void> {
  const ctx = () => createCtx(bot.deps, { actor: SYSTEM_ACTOR, source: { kind: "job", messageId: null } });
  for (let delayMs = FIRST_RETRY_MS; !signal.aborted; delayMs = Math.min(2 * delayMs, LAST_RETRY_MS)) {
    try {
      await syncPlatform(ctx(), platform, bot);
      await platform.publishMenu(MENU);
      return;
    } catch (error) {
      bot.deps.log.warn(
        { err: error, platform: platform.name },
        "the platform could not be prepared; tried again later",
      );
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, delayMs);
        signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
      });
    }
  }
}

/** Starts everything that works behind the door: inbox, events, deliveries, reminders. */
export function startBot(bot: BotDeps): Worker {
  const { clock, log } = bot.deps;
  const listeners = createListeners(bot);
  const base = { clock, log, concurrency: () => bot.door.allowance(CONCURRENCY) };
  const queues: Worker[] = [
    startQueueWorker({
      ...base,
      name: "inbox",
      model: InboxItem,
      work: async (item) => {
        await workInboxItem(item, bot);
        finished.emit(item._id);
      },
    }),
    startQueueWorker({
      ...base,
      name: "events",
      model: OutboxEvent,
      among: { name: { $in: listeners.flatMap((listener) => listener.on) } },
      work: (event) => dispatchEvent(event, listeners, bot),
    }),
    startQueueWorker({ ...base, name: "deliveries", model: Delivery, work: (row) => deliver(row, bot) }),
  ];
  // Nothing that happens makes these due sooner: they look by themselves, and need no nudge.
  const loops: Worker[] = [
    startLoop({ clock, log, name: "reminders", round: () => ringReminders(bot.deps) }),
    startLoop({
      clock,
      log,
      name: "unheard events",
      round: () => skipUnheard(listeners),
      pollMs: 2000,
    }),
  ];
  const stopped = new AbortController();
  const preparing = [...bot.platforms.values()].map((platform) => prepare(platform, bot, stopped.signal));
  return {
    wake: () => queues.forEach((worker) => worker.wake()),
    async stop() {
      stopped.abort();
      await Promise.all([...[...queues, ...loops].map((worker) => worker.stop()), ...preparing]);
    },
  };
}
