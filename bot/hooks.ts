import { Router } from "@koa/router";
import type { Context } from "koa";
import getRawBody from "raw-body";
import { accept } from "./accept";
import type { BotDeps } from "./deps";
import { SignatureError } from "./errors";
import type { HookReply, Platform, RawRequest, Receive } from "./types";

const MAX_BODY = "1mb";

async function toRawRequest(http: Context): Promise<RawRequest> {
  const query = Object.fromEntries(
    Object.entries(http.query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
  const body = await getRawBody(http.req, { limit: MAX_BODY });
  return { method: http.method, query, headers: http.headers, body };
}

const NOTHING: HookReply = { contentType: "text/plain", body: "" };

interface Entrance {
  platform: Platform;
  receive: Receive;
}

async function receiveHook(http: Context, { platform, receive }: Entrance, bot: BotDeps): Promise<void> {
  const received = receive(await toRawRequest(http), bot.deps.clock.now());
  await accept(received, platform, bot);
  const reply = received.reply ?? NOTHING;
  http.status = 200;
  http.type = reply.contentType;
  http.body = reply.body;
}

const tooLarge = (error: unknown) => error instanceof Error && "type" in error && error.type === "entity.too.large";

function statusOf(error: unknown): number {
  if (error instanceof SignatureError) return 401;
  return tooLarge(error) ? 413 : 500;
}

/** A platform reads no more than the status: what is not stored comes again. */
async function answerTrouble(http: Context, bot: BotDeps, answer: () => Promise<void>): Promise<void> {
  try {
    await answer();
  } catch (error) {
    http.status = statusOf(error);
    http.body = "";
    if (http.status === 500) bot.deps.log.error({ err: error, path: http.path }, "a callback was not taken");
  }
}

/** The doors of every platform: verify, store, answer. Everything else happens after the request. */
export function createHooks(bot: BotDeps): Router {
  const router = new Router({ prefix: "/hooks" });
  for (const platform of bot.platforms.values()) {
    for (const [path, receive] of Object.entries(platform.hooks)) {
      const answer = (http: Context) => answerTrouble(http, bot, () => receiveHook(http, { platform, receive }, bot));
      router.get(`/${platform.name}${path}`, answer);
      router.post(`/${platform.name}${path}`, answer);
    }
  }
  return router;
}
