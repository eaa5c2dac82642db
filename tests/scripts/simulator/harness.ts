import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decrypt, getSignature } from "@wecom/crypto";
import { XMLParser } from "fast-xml-parser";
import Koa from "koa";
import readBody from "raw-body";
import { createSimulator } from "../../../scripts/simulator";
import type { ChatEntry } from "../../../scripts/simulator/protocol";
import type { Simulator } from "../../../scripts/simulator/types";

export interface Push {
  /** Of the URL. */
  timestamp: string;
  nonce: string;
  /** The decrypted XML, or null when signature or receiver are wrong. */
  message: Record<string, unknown> | null;
}

export interface RawPush {
  method: string;
  query: Record<string, string>;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

type Json = Record<string, unknown>;

export interface Harness {
  origin: string;
  sim: Simulator;
  dataDir: string;
  /** What reached our server, oldest first. */
  pushes: Push[];
  /** Decides how the server answers the nth push, counted from 1. */
  answerPush: (answer: (count: number) => { status: number; body?: string; delayMs?: number }) => void;
  /** Hears every push as it came. */
  takeRaw: (take: (request: RawPush) => void) => void;
  clock: { now: () => Date; set: (now: Date) => void; advance: (milliseconds: number) => void };
  /** An API call with a good token. */
  api: (path: string, options?: { query?: Record<string, string>; body?: unknown }) => Promise<Json>;
  /** A request to the simulator's own API. */
  request: (path: string, init?: RequestInit) => Promise<Response>;
  post: (path: string, body: unknown) => Promise<Response>;
  entries: (userId: string) => Promise<ChatEntry[]>;
  token: () => Promise<string>;
  close: () => Promise<void>;
}

const parser = new XMLParser({ parseTagValue: false });
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A simulator over HTTP, and the server it pushes to, in one app as in production. */
export async function startSimulator(given: { dataDir?: string; now?: string } = {}): Promise<Harness> {
  const dataDir = given.dataDir ?? mkdtempSync(join(tmpdir(), "simulator-"));
  let now = new Date(given.now ?? "2026-09-16T02:30:00Z");
  const clock = {
    now: () => now,
    set: (next: Date) => void (now = next),
    advance: (milliseconds: number) => void (now = new Date(now.getTime() + milliseconds)),
  };
  let origin = "";
  const sim = createSimulator({
    hookUrl: () => `${origin}/hooks/wecom`,
    appUrl: () => `${origin}/app`,
    clock,
    log: silent,
    dataDir,
    pageDir: join(dataDir, "page"),
    retryDelayMs: 5,
  });
  const hook = createHook(sim);
  const app = new Koa();
  app.use(sim.middleware);
  app.use(hook.middleware);
  const server = await listen(app);
  server.on("upgrade", sim.upgrade);
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const request = (path: string, init?: RequestInit) => fetch(`${origin}/simulator/${path}`, init);
  const token = async () => {
    const { corpId, secret } = sim.wecom;
    const answer = await request(`wecom/cgi-bin/gettoken?corpid=${corpId}&corpsecret=${secret}`);
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  return {
    origin,
    sim,
    dataDir,
    pushes: hook.pushes,
    answerPush: hook.answerPush,
    takeRaw: hook.takeRaw,
    clock,
    token,
    request,
    post: (path, body) => request(path, { method: "POST", body: JSON.stringify(body) }),
    api: async (path, { query = {}, body } = {}) => {
      const search = new URLSearchParams({ access_token: await token(), ...query });
      const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
      return (await (await request(`wecom/cgi-bin/${path}?${search.toString()}`, init)).json()) as Json;
    },
    entries: async (userId) => ((await (await request(`chats/${userId}`)).json()) as { entries: ChatEntry[] }).entries,
    close: async () => {
      await sim.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (!given.dataDir) rmSync(dataDir, { recursive: true });
    },
  };
}

const listen = (app: Koa) =>
  new Promise<Server>((resolve) => {
    const server = app.listen(0, "127.0.0.1", () => resolve(server));
  });

/** Our server's side of a callback, checked with the platform's own package. */
function createHook(sim: Simulator) {
  const pushes: Push[] = [];
  let answer: Parameters<Harness["answerPush"]>[0] = () => ({ status: 200 });
  let takeRaw: (request: RawPush) => void = () => undefined;
  const middleware: Koa.Middleware = async (ctx) => {
    if (ctx.method === "GET") return verify(ctx);
    const query = ctx.query as Record<string, string>;
    const raw = await readBody(ctx.req);
    takeRaw({ method: ctx.method, query, headers: ctx.headers, body: raw });
    const { Encrypt } = (parser.parse(raw.toString("utf8")) as { xml: { Encrypt: string } }).xml;
    pushes.push({ timestamp: query.timestamp ?? "", nonce: query.nonce ?? "", message: open(query, Encrypt) });
    const { status, body = "", delayMs = 0 } = answer(pushes.length);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    ctx.status = status;
    ctx.body = body;
  };
  const verify = (ctx: Koa.Context) => {
    const { echostr } = ctx.query as { echostr: string };
    ctx.body = decrypt(sim.wecom.encodingAesKey, echostr).message;
  };
  const open = (query: Record<string, string>, sealed: string) => {
    const { token, encodingAesKey, corpId } = sim.wecom;
    if (getSignature(token, query.timestamp ?? "", query.nonce ?? "", sealed) !== query.msg_signature) return null;
    const { message, id } = decrypt(encodingAesKey, sealed);
    return id === corpId ? (parser.parse(message) as { xml: Record<string, unknown> }).xml : null;
  };
  return {
    pushes,
    middleware,
    answerPush: (next: typeof answer) => void (answer = next),
    takeRaw: (next: typeof takeRaw) => void (takeRaw = next),
  };
}

/** A button card that WeCom accepts. */
export const buttonCard = (taskId: string, changes: Json = {}) => ({
  card_type: "button_interaction",
  main_title: { title: "这样记对吗？" },
  task_id: taskId,
  button_list: [
    { text: "确认", style: 1, key: "confirm" },
    { text: "取消", style: 4, key: "cancel" },
  ],
  ...changes,
});

export const cardMessage = (card: Json, changes: Json = {}) => ({
  touser: "lilei",
  msgtype: "template_card",
  agentid: 1000002,
  template_card: card,
  ...changes,
});

export const textMessage = (content: string, changes: Json = {}) => ({
  touser: "lilei",
  msgtype: "text",
  agentid: 1000002,
  text: { content },
  ...changes,
});
