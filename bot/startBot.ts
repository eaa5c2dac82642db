import type { QueryFilter } from "mongoose";
import { InboxItem } from "../models/system/inboxItem";
import { Delivery, type DeliveryRow } from "../models/system/delivery";
import { HandOver, type HandOverRow } from "../models/system/handOver";
import { OutboxEvent } from "../models/system/outboxEvent";
import { RuleRun } from "../models/system/rule";
import { workHandOver } from "../server/commands/customer/workHandOver";
import { watchLeads } from "../server/commands/lead/watchLeads";
import type { Deps, Queue } from "../server/context";
import { ringReminders } from "../server/commands/reminder/ringReminders";
import { runEventRules } from "../server/commands/rule/runEventRules";
import { runRule } from "../server/commands/rule/runRule";
import { skipUnheard, type Listener } from "../server/events/dispatchOutbox";
import { startLoop, startQueueWorker, type Worker } from "../server/workers";
import { finished } from "./chatApi";
import { deliver } from "./deliver";
import type { BotDeps } from "./deps";
import { keepConnected } from "./keepConnected";
import { createListeners, dispatchEvent } from "./notifications";
import { tellWarnings } from "./tellWarnings";
import { workInboxItem } from "./workInbox";

const CONCURRENCY = 8;

/** Cards of a platform that cannot take one from here wait, for another server or until it can. */
function sendable({ platforms }: BotDeps): QueryFilter<DeliveryRow> {
  const silent = [...platforms.values()].filter((platform) => platform.canSend?.() === false);
  return silent.length > 0 ? { platform: { $nin: silent.map(({ name }) => name) } } : {};
}

const delivering = (bot: BotDeps) => ({
  among: () => sendable(bot),
  work: (row: DeliveryRow) => deliver(row, bot),
});

/** One at a time: there is no hurry, and others want to write too. */
const handingOver = ({ deps }: BotDeps) => ({
  concurrency: () => 1,
  work: (row: HandOverRow) => workHandOver(deps, row),
});

/** Nothing that happens makes these due sooner: they look by themselves, and need no nudge. */
function startLoops(bot: BotDeps, listeners: Listener[]): Worker[] {
  const { clock, log } = bot.deps;
  return [
    startLoop({ clock, log, name: "reminders", round: () => ringReminders(bot.deps) }),
    startLoop({ clock, log, name: "warnings", round: () => tellWarnings(bot) }),
    startLoop({ clock, log, name: "events for rules", round: () => runEventRules(bot.deps) }),
    startLoop({ clock, log, name: "unanswered leads", round: () => watchLeads(bot.deps) }),
    startLoop({ clock, log, name: "unheard events", round: () => skipUnheard(listeners), pollMs: 2000 }),
  ];
}

/** Starts everything that works behind the door: sockets, inbox, events, deliveries, reminders. */
export function startBot(bot: BotDeps): Pick<Worker, "stop"> & Pick<Deps, "wake"> {
  const { clock, log } = bot.deps;
  const listeners = createListeners(bot);
  const heard = new Set<string>(listeners.flatMap((listener) => listener.on));
  const base = { clock, log, concurrency: () => bot.door.allowance(CONCURRENCY) };
  const queues: Record<Queue, Worker> = {
    inbox: startQueueWorker({
      ...base,
      name: "inbox",
      model: InboxItem,
      work: async (item) => {
        await workInboxItem(item, bot);
        finished.emit(item._id);
      },
    }),
    events: startQueueWorker({
      ...base,
      name: "events",
      model: OutboxEvent,
      among: () => ({ name: { $in: [...heard] } }),
      work: (event) => dispatchEvent(event, listeners, bot),
    }),
    rules: startQueueWorker({ ...base, name: "rules", model: RuleRun, work: (run) => runRule(bot.deps, run) }),
    handOvers: startQueueWorker({ ...base, ...handingOver(bot), name: "hand-overs", model: HandOver }),
    deliveries: startQueueWorker({ ...base, name: "deliveries", model: Delivery, ...delivering(bot) }),
  };
  const loops = startLoops(bot, listeners);
  const stopped = new AbortController();
  const connections = [...bot.platforms.values()].map((platform) => keepConnected(platform, bot, stopped.signal));
  return {
    wake(queue, event) {
      if (event && !heard.has(event)) return;
      (queue ? [queues[queue]] : Object.values(queues)).forEach((worker) => worker.wake());
    },
    async stop() {
      stopped.abort();
      await Promise.all([...[...Object.values(queues), ...loops].map((worker) => worker.stop()), ...connections]);
    },
  };
}
