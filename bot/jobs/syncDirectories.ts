import { syncDirectory } from "../../server/commands/user/syncDirectory";
import type { Ctx } from "../../server/context";
import type { Job } from "../../server/jobs/job";
import type { BotDeps } from "../deps";
import type { Platform } from "../types";

const HALF_DAY = 12 * 60 * 60_000;

const running = new WeakMap<Platform, Promise<void>>();

/** Brings people and departments in line with one platform's directory. Whoever asks while it is read waits for that reading. */
export function syncPlatform(ctx: Ctx, platform: Platform, bot: BotDeps): Promise<void> {
  const sync = running.get(platform) ?? readDirectory(ctx, platform, bot).finally(() => running.delete(platform));
  running.set(platform, sync);
  return sync;
}

async function readDirectory(ctx: Ctx, platform: Platform, bot: BotDeps): Promise<void> {
  const { users, departments, complete } = await platform.fetchDirectory();
  const members = users.map((user) => ({ platform: platform.name, ...user }));
  const snapshot = { platform: platform.name, members, departments, complete };
  const { seen, gone } = await syncDirectory(ctx, snapshot, (userId) => bot.isAdmin(platform.name, userId));
  ctx.deps.log.info({ platform: platform.name, seen, gone, complete }, "the directory was read");
}

/** Nightly, since a platform does not promise to tell of every leaver. */
export const syncDirectories = (bot: BotDeps): Job => ({
  name: "syncDirectories",
  schedule: "10 2 * * *",
  catchUpMs: HALF_DAY,
  async run(ctx) {
    for (const platform of bot.platforms.values()) await syncPlatform(ctx, platform, bot);
  },
});
