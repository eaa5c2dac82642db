import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Koa from "koa";
import { createDoor } from "../../bot/door";
import type { BotDeps } from "../../bot/deps";
import { createHooks } from "../../bot/hooks";
import { accept } from "../../bot/accept";
import { Delivery } from "../../models/system/delivery";
import { InboxItem } from "../../models/system/inboxItem";
import { createDingtalkPlatform } from "../../bot/platforms/dingtalk";
import type { DingtalkConfig } from "../../bot/platforms/dingtalk/types";
import { pressPath } from "../../bot/pressLink";
import { createDingtalk, type Dingtalk } from "../../scripts/simulator/dingtalk";
import type { DingtalkKeys, DingtalkPerson } from "../../scripts/simulator/dingtalk/types";
import type { Deps } from "../../server/context";
import { createExtractor } from "../../server/extractor/createExtractor";
import { fakeClock, fakeDeps, type FakeClock } from "./ctx";
import { settle } from "./wecomBot";

/** Longer than anything is put back for in these tests. */
const MOST_MINUTES = 30;

export const keys: DingtalkKeys = {
  clientId: "dingcrmdemoappkey001",
  clientSecret: "crm-demo-app-secret-0123456789",
  corpId: "dingcorp0001",
  agentId: "836390886",
  robotCode: "dingcrmdemoappkey001",
  cardTemplateId: "template.schema",
  events: { token: "crmEvtToken2026", aesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG" },
};

export const configFor = (base: string, more: Partial<DingtalkConfig> = {}): DingtalkConfig => ({
  ...keys,
  mode: "http",
  apiBase: base,
  oapiBase: base,
  loginBase: "https://login.dingtalk.com",
  publicUrl: "https://crm.example.com",
  ...more,
});

export const person = (id: string, name: string): DingtalkPerson => ({
  id,
  name,
  mobile: "",
  departmentIds: [1],
  isLeader: false,
});

async function answerHttp(dingtalk: Dingtalk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://dingtalk");
  const body = Buffer.concat(await request.toArray());
  const file = dingtalk.files.get(url.pathname.replace("/files/", ""));
  if (file) return void response.writeHead(200, { "content-type": "image/png" }).end(file);
  const { status, json } = dingtalk.answer({
    method: request.method ?? "GET",
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers as Record<string, string | undefined>,
    body,
  });
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
}

const listenOn = async (server: ReturnType<typeof createServer>) => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

export interface DingtalkBot {
  dingtalk: Dingtalk;
  bot: BotDeps;
  clock: FakeClock;
  people: DingtalkPerson[];
  /** Where the program is reached. */
  publicUrl: string;
  /** What was counted; `share` is what the month is told to be used up by. */
  meter: { count: jest.Mock; share: jest.Mock };
  /** Works what is due. */
  settle(): Promise<void>;
  /** Works everything: what was put back gets its turn when its time comes. */
  waits(): Promise<void>;
  stop(): Promise<void>;
}

/** The bot connected to a local DingTalk over real sockets, through the platform's own code. */
export async function startDingtalkBot(more: Partial<DingtalkConfig> = {}): Promise<DingtalkBot> {
  const clock = fakeClock();
  const people = [person("lilei", "李雷"), person("hanmei", "韩梅")];
  const base: Deps = fakeDeps(clock);
  const deps = { ...base, extractor: createExtractor({ timeoutMs: 1000 }, { log: base.log }) };
  const own = { origin: "" };
  const serving: { handle: RequestListener } = { handle: (_request, response) => void response.writeHead(503).end() };
  const hookServer = createServer((request, response) => serving.handle(request, response));
  const publicUrl = await listenOn(hookServer);
  const dingtalk = createDingtalk({
    keys,
    origin: () => own.origin,
    hookUrl: () => `${publicUrl}/hooks/dingtalk`,
    now: clock.now,
    people: () => people,
    departments: [{ id: 2, name: "销售部", parentId: 1 }],
    retryDelayMs: 20,
    ackMs: 300,
  });
  const platformServer = createServer((request, response) => void answerHttp(dingtalk, request, response));
  platformServer.on("upgrade", dingtalk.gateway.upgrade);
  own.origin = await listenOn(platformServer);

  const meter = { count: jest.fn(), share: jest.fn(() => 0) };
  const platform = createDingtalkPlatform(
    configFor(own.origin, { publicUrl, ...more }),
    { now: clock.now, log: deps.log, timeoutMs: 1000, meter, pressPath },
    { silenceMs: 5000, pongMs: 1000, firstRetryMs: 20 },
  );
  const bot: BotDeps = {
    deps,
    platforms: new Map([[platform.name, platform]]),
    files: { save: async () => undefined, load: async () => null },
    door: createDoor(),
    isAdmin: () => false,
  };
  const handle = new Koa().use(createHooks(bot).routes() as Koa.Middleware).callback();
  serving.handle = (request, response) => void handle(request, response);
  const stopped = new AbortController();
  const listening = platform.listen?.((received) => accept(received, platform, bot), stopped.signal);
  return {
    dingtalk,
    bot,
    clock,
    people,
    publicUrl,
    meter,
    settle: () => settle(bot),
    async waits() {
      const isOpen = { state: { $in: ["queued", "working"] } } as const;
      for (let minutes = 0; minutes < MOST_MINUTES; minutes += 1) {
        await settle(bot);
        if (!((await InboxItem.exists(isOpen)) ?? (await Delivery.exists(isOpen)))) return;
        clock.advance(60_000);
      }
      throw new Error("it was not done in time");
    },
    async stop() {
      stopped.abort();
      dingtalk.close();
      for (const server of [platformServer, hookServer]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
      await listening;
    },
  };
}

/** Waits for what happens by itself, on a socket. */
export async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1500; tries += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("it did not happen");
}
