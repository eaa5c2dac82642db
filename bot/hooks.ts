import { Router } from "@koa/router";
import type { Context } from "koa";
import getRawBody from "raw-body";
import type { BotDeps } from "./deps";
import { SignatureError } from "./errors";
import { acceptInbound } from "./inbox";
import type { Platform, RawRequest } from "./types";

const MAX_BODY = "1mb";
/** Platforms hang up after five seconds and come again; an answer after that is for nobody. */
const STORE_MS = 4000;

/** What is late may still be stored: the message that comes again is then known. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the store did not answer in ${STORE_MS} ms`)), STORE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function toRawRequest(http: Context): Promise<RawRequest> {
  const query = Object.fromEntries(
    Object.entries(http.query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
  const body = await getRawBody(http.req, { limit: MAX_BODY });
  return { method: http.method, query, headers: http.headers, body };
}

async function receiveHook(http: Context, platform: Platform, bot: BotDeps): Promise<void> {
  const request = await toRawRequest(http);
  const received = platform.receive(request, bot.deps.clock.now());
  http.status = 200;
  http.type = "text/plain";
  switch (received.type) {
    case "handshake":
      http.body = received.reply;
      return;
    case "ignored":
      bot.deps.log.info({ platform: platform.name, reason: received.reason }, "a callback was ignored");
      http.body = "";
      return;
    case "message":
      await inTime(acceptInbound(received.message, bot));
      http.body = "";
  }
}

const tooLarge = (error: unknown) => error instanceof Error && "type" in error && error.type === "entity.too.large";

async function answerTrouble(http: Context, receive: () => Promise<void>): Promise<void> {
  try {
    await receive();
  } catch (error) {
    if (error instanceof SignatureError) http.status = 401;
    else if (tooLarge(error)) http.status = 413;
    else throw error;
    http.body = "";
  }
}

/** The door of every platform: verify, store, answer. Everything else happens after the request. */
export function createHooks(bot: BotDeps): Router {
  const router = new Router({ prefix: "/hooks" });
  for (const platform of bot.platforms.values()) {
    const receive = (http: Context) => answerTrouble(http, () => receiveHook(http, platform, bot));
    router.get(`/${platform.name}`, receive);
    router.post(`/${platform.name}`, receive);
  }
  return router;
}
