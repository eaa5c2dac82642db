import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import type { Middleware } from "koa";
import type { Logger } from "pino";
import { createChatPort } from "../bot/chatApi";
import type { BotDeps } from "../bot/deps";
import { createDoor } from "../bot/door";
import { createHooks } from "../bot/hooks";
import { createMeter } from "../bot/meter";
import { pressPath } from "../bot/pressLink";
import { morningDigest } from "../bot/jobs/morningDigest";
import { warnOfUsage } from "../bot/jobs/warnOfUsage";
import { rightsReview } from "../bot/jobs/rightsReview";
import { syncDirectories } from "../bot/jobs/syncDirectories";
import { createPlatforms, renamePlatform } from "../bot/platforms";
import { createSignIn } from "../bot/signIn";
import { startBot } from "../bot/startBot";
import type { Platform } from "../bot/types";
import { connect, createIndexes, disconnect, ping } from "../models/connection";
import { startEmbeddedStore, StoreInUseError } from "../models/embedded";
import { checkKey, WrongKeyError } from "../models/system/keyCheck";
import { createVault, useVault } from "../models/vault";
import { createSimulator } from "../scripts/simulator";
import type { Simulator } from "../scripts/simulator/types";
import { isStoreEmpty, seedSampleData } from "../scripts/sample/seedSampleData";
import { createApp } from "./app";
import { createClock, type MovableClock } from "./clock";
import { createLog } from "./createLog";
import { ConfigError, loadProcessConfig, publicUrlAt, type Config } from "./config";
import type { Deps } from "./context";
import { countModelCalls } from "./countModelCalls";
import { createExtractor } from "./extractor/createExtractor";
import { warmUp } from "./extractor/warmUp";
import { createFileStore } from "./fileStore";
import { ensureDefaultRules } from "./commands/rule/ensureDefaultRules";
import { cleanUp } from "./jobs/cleanUp";
import { dailyRules } from "./jobs/dailyRules";
import { endHolds } from "./jobs/endHolds";
import { emptyRecycleBin } from "./jobs/emptyRecycleBin";
import { handOverLeavers } from "./jobs/handOverLeavers";
import { recycle, warnBeforeRecycling } from "./jobs/recycle";
import { runJobs } from "./jobs/runJobs";
import { loadKeys } from "./keys";

const MODEL_BUDGET_MS = 7000;
const LAST_REQUESTS_MS = 3000;
/** The simulated platform's name while a real one is connected. */
const SIMULATED = "simulator";
/** What the simulator stands for while nothing real is connected. */
const LOCAL_CHATS = ["wecom", "dingtalk"];
const ROOT = join(__dirname, __filename.endsWith(".ts") ? ".." : "../../..");

export interface RunningServer {
  /** `http://HOST:PORT` */
  url: string;
  stop(): Promise<void>;
}

/** Takes the port before anything else: a busy one is told at once, and the simulator needs to know its own address. */
async function listen(config: Config): Promise<{ server: Server; port: number; use(handler: RequestListener): void }> {
  let handler: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => handler(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(config.port, config.host, resolve);
  });
  return { server, port: (server.address() as AddressInfo).port, use: (next) => void (handler = next) };
}

/** Requests under way are finished; who keeps a connection open for longer is cut off. */
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS);
  await closed;
  clearTimeout(timer);
}

async function openStore(config: Config, log: Logger): Promise<() => Promise<void>> {
  const store = config.mongodbUri
    ? null
    : await startEmbeddedStore({ dataDir: config.dataDir, log: (line) => log.info(line) });
  await connect(store?.uri ?? config.mongodbUri ?? "");
  await createIndexes();
  await checkKey();
  return async () => {
    await disconnect();
    await store?.close();
  };
}

function connectPlatforms(
  config: Config,
  deps: Deps,
  local: { simulator: Simulator | null; origin: string },
): Platform[] {
  const publicUrl = publicUrlAt(config, Number(new URL(local.origin).port));
  const platformDeps = { now: () => deps.clock.now(), log: deps.log, meter: createMeter(deps), pressPath };
  const app = config.wecom && { ...config.wecom, publicUrl };
  // Without an address of our own nothing that the bot links to could be opened on a phone.
  const wecomBot = config.wecomBot && { ...config.wecomBot, publicUrl: config.publicUrl, app };
  const dingtalk = config.dingtalk && { ...config.dingtalk, publicUrl };
  const real = createPlatforms({ wecom: app, wecomBot, dingtalk }, platformDeps);
  if (!local.simulator) return real;
  const simulated = simulatedConfigs(local.simulator, local.origin);
  if (!config.hasPlatform) return createPlatforms(simulated, platformDeps);
  const others = createPlatforms({ wecom: simulated.wecom }, platformDeps);
  return [...real, ...others.map((one) => renamePlatform(one, SIMULATED))];
}

function simulatedConfigs({ wecom, wecomBot, dingtalk }: Simulator, origin: string) {
  const app = {
    ...wecom,
    agentId: String(wecom.agentId),
    apiBase: wecom.apiBase(origin),
    oauthBase: wecom.oauthBase(origin),
    loginBase: wecom.loginBase(origin),
    publicUrl: origin,
  };
  const base = dingtalk.base(origin);
  const bases = { apiBase: base, oapiBase: base, loginBase: base };
  return {
    wecom: app,
    wecomBot: { ...wecomBot, url: wecomBot.url(origin), publicUrl: origin, app },
    dingtalk: { ...dingtalk, ...bases, mode: "stream" as const, publicUrl: origin },
  };
}

async function seedIfEmpty(now: Date, log: Logger): Promise<void> {
  if (!(await isStoreEmpty())) return;
  await seedSampleData({ now, chats: LOCAL_CHATS });
  log.info("the store was empty: a sample company is in it now");
}

/** The program's clock and ports. Who is to be woken is known only once the workers run. */
function createDeps(
  config: Config,
  log: Logger,
): { deps: Deps; clock: MovableClock; onWake(wake: Deps["wake"]): void } {
  let wake: Deps["wake"] = () => undefined;
  const clock = createClock(() => wake());
  const { apiKey, baseUrl: baseURL, model } = config.openai ?? {};
  const onCall = countModelCalls({ clock, log });
  const extractor = createExtractor({ apiKey, baseURL, model, timeoutMs: MODEL_BUDGET_MS }, { log, onCall });
  return {
    deps: { extractor, log, clock, wake: (...about) => wake(...about) },
    clock,
    onWake: (next) => void (wake = next),
  };
}

function createLocalWecom(
  config: Config,
  origin: string,
  { clock, deps }: ReturnType<typeof createDeps>,
): Simulator | null {
  if (!config.hasSimulator) return null;
  return createSimulator({
    hookUrl: () => `${origin}/hooks/${config.hasPlatform ? SIMULATED : "wecom"}`,
    appUrl: () => `${origin}/app`,
    clock,
    log: deps.log,
    dataDir: join(config.dataDir, "simulator"),
  });
}

function createBot(config: Config, deps: Deps, platforms: Platform[]): BotDeps {
  const keyOf = (platform: string, userId: string) => `${platform}:${userId.toLowerCase()}`;
  const admins = new Set(config.adminUsers.map(({ platform, userId }) => keyOf(platform, userId)));
  return {
    deps,
    platforms: new Map(platforms.map((platform) => [platform.name, platform])),
    files: createFileStore(join(config.dataDir, "files")),
    door: createDoor(),
    isAdmin: (platform, userId) => admins.has(keyOf(platform, userId)),
  };
}

function createWebSide(
  config: Config,
  bot: BotDeps,
  local: { port: number; simulator: Simulator | null; sessionSecret: Buffer },
) {
  const { port, simulator, sessionSecret } = local;
  return createApp({
    hooks: createHooks(bot).routes() as Middleware,
    middleware: simulator ? [simulator.middleware] : [],
    deps: bot.deps,
    config: {
      publicUrl: publicUrlAt(config, port),
      miniappDir: join(ROOT, "dist/miniapp"),
      publicDir: join(config.dataDir, "public"),
      sessionSecret,
      hasSimulator: simulator !== null,
    },
    signIn: createSignIn(bot),
    chat: createChatPort(bot),
    files: bot.files,
    ready: ping,
  });
}

/** Builds the whole program and starts it; stops in reverse. */
export async function startServer(config: Config, log: Logger): Promise<RunningServer> {
  const { encryptionKey, sessionSecret } = await loadKeys(config);
  useVault(createVault(encryptionKey));
  const { server, port, use } = await listen(config);
  const origin = `http://${config.host === "0.0.0.0" ? "127.0.0.1" : config.host}:${port}`;
  const closeStore = await openStore(config, log);
  const core = createDeps(config, log);
  if (!config.hasPlatform && !config.mongodbUri) await seedIfEmpty(core.clock.now(), log);
  await ensureDefaultRules(core.clock.now());

  const simulator = createLocalWecom(config, origin, core);
  const bot = createBot(config, core.deps, connectPlatforms(config, core.deps, { simulator, origin }));
  const answer = createWebSide(config, bot, { port, simulator, sessionSecret }).callback();
  use((request, response) => void answer(request, response));
  if (simulator) server.on("upgrade", simulator.upgrade);
  const workers = startBot(bot);
  core.onWake(workers.wake);
  const stopJobs = runJobs(
    [
      ...[endHolds, dailyRules, morningDigest(bot), syncDirectories(bot), warnOfUsage(bot), rightsReview(bot)],
      ...[handOverLeavers, warnBeforeRecycling, recycle, emptyRecycleBin, cleanUp],
    ],
    core.deps,
  );

  const warmedUp = warmUp(core.clock.now());

  return {
    url: `http://${config.host}:${port}`,
    async stop() {
      await warmedUp;
      await simulator?.close();
      await closeServer(server);
      await stopJobs();
      await workers.stop();
      await closeStore();
    },
  };
}

async function main(): Promise<void> {
  // A heap that grows by less at a time stays a hundred megabytes smaller, for a twentieth more work of the collector.
  setFlagsFromString("--heap-growing-percent=40");
  const config = loadProcessConfig();
  const log = createLog(config.logLevel);
  const running = await startServer(config, log);
  process.stdout.write(`listening on ${running.url}\n`);
  if (config.hasSimulator) log.info(`the local chat is at ${running.url}/simulator/`);
  const stop = () => void running.stop().then(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof StoreInUseError || error instanceof WrongKeyError)
    return error.message;
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "EADDRINUSE")
    return "the port is taken by another program: stop it, or set PORT to another one (PORT=0 takes a free one)";
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  });
}
