import { t } from "../models/shared/text/zhCN/chat";
import { SYSTEM_ACTOR } from "../server/context";
import { createCtx } from "../server/createCtx";
import { accept } from "./accept";
import type { BotDeps } from "./deps";
import { syncPlatform } from "./jobs/syncDirectories";
import type { MenuEntry, Platform } from "./types";

const FIRST_RETRY_MS = 5000;
const LAST_RETRY_MS = 5 * 60_000;

const MENU: MenuEntry[] = [
  { name: t.actions.todo, target: { key: "TODO" } },
  { name: t.actions.customers, target: { path: "/customers" } },
  { name: t.actions.help, target: { key: "HELP" } },
];

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });

/** Menu and directory of one platform. */
async function prepare(platform: Platform, bot: BotDeps): Promise<void> {
  const ctx = createCtx(bot.deps, { actor: SYSTEM_ACTOR, source: { kind: "job", messageId: null } });
  await syncPlatform(ctx, platform, bot);
  await platform.publishMenu(MENU);
}

/** Tried until it succeeds once; what fails is told and tried again later, never fatal. */
async function keepTrying(what: { platform: string; trouble: string }, bot: BotDeps, once: Attempt): Promise<void> {
  for (let delayMs = FIRST_RETRY_MS; !once.signal.aborted; delayMs = Math.min(2 * delayMs, LAST_RETRY_MS)) {
    try {
      return await once.run();
    } catch (error) {
      bot.deps.log.warn({ err: error, platform: what.platform }, what.trouble);
      await pause(delayMs, once.signal);
    }
  }
}

interface Attempt {
  run(): Promise<void>;
  signal: AbortSignal;
}

/** Prepares a platform and, where it has one, keeps its socket open, until `signal` aborts. */
export async function keepConnected(platform: Platform, bot: BotDeps, signal: AbortSignal): Promise<void> {
  const trouble = (words: string) => ({ platform: platform.name, trouble: `${words}; tried again later` });
  await Promise.all([
    keepTrying(trouble("the platform could not be prepared"), bot, { run: () => prepare(platform, bot), signal }),
    keepTrying(trouble("the platform's socket gave up"), bot, {
      run: async () => platform.listen?.((received) => accept(received, platform, bot), signal),
      signal,
    }),
  ]);
}
