import type Router from "@koa/router";
import type { Context } from "koa";
import { z } from "zod";
import { SAMPLE_USERS } from "../sample/company";
import type { Chats } from "./chats";
import { chatWords } from "./chatWords";
import { chatOf, type DingtalkSide } from "./dingtalkSide";
import { readBody, readJson, RequestError } from "./http";
import { readFile } from "./readFile";
import { isSameServer, toPath } from "./sameServer";
import { cardPress } from "./wecom/memberActions";

/** Of both APIs, the session webhooks and the gateway. */
export const DINGTALK_PATH = "/simulator/dingtalk";
const BODY_LIMIT = 1024 * 1024;

const link = z.strictObject({ url: z.string().min(1).max(4000) });

interface RouteParts {
  side: DingtalkSide;
  chats: Chats;
  appUrl: () => string;
}

function personOf(ctx: Context & { params: Record<string, string> }): string {
  const person = SAMPLE_USERS.find(({ id }) => id === ctx.params.userId);
  if (!person) throw new RequestError(404, "样例公司里没有这位同事");
  return person.id;
}

/** Pages of our own open with a sign-in code, as the client would hand it over. */
function openInside({ side, appUrl }: RouteParts, userId: string, url: string): string {
  const target = new URL(url, `${appUrl()}/`);
  if (!isSameServer(target, new URL(appUrl()))) return target.toString();
  target.searchParams.set("code", side.dingtalk.giveCode(userId, "inside"));
  target.searchParams.set("via", "dingtalk");
  return toPath(target);
}

/** DingTalk's own addresses, and what a member does on the phone there. */
export function addDingtalkRoutes(router: Router, parts: RouteParts): void {
  const { side, chats } = parts;
  const chat = "/simulator/chats/dingtalk-:userId";
  router.all(`${DINGTALK_PATH}/*path`, async (ctx) => {
    const query = Object.fromEntries(new URLSearchParams(ctx.querystring));
    const body = await readBody(ctx, BODY_LIMIT);
    const path = ctx.path.slice(DINGTALK_PATH.length);
    const headers = ctx.headers as Record<string, string | undefined>;
    const file = side.dingtalk.files.get(path.replace("/files/", ""));
    if (file) return void (ctx.body = file);
    const { status, json } = await side.answer({ method: ctx.method, path, query, headers, body });
    ctx.status = status;
    ctx.body = json;
  });
  router.get(chat, (ctx) => void (ctx.body = { entries: chats.entries(chatOf(personOf(ctx))) }));
  router.post(`${chat}/messages`, async (ctx) => {
    await side.say(personOf(ctx), await readJson(ctx, chatWords.describe("钉钉这边能发文字、图片和文件")));
    ctx.status = 204;
  });
  router.post(`${chat}/media`, async (ctx) => {
    const { bytes, ...file } = await readFile(ctx);
    await side.sendFile(personOf(ctx), file, bytes);
    ctx.status = 204;
  });
  router.post(`${chat}/presses`, async (ctx) => {
    const isPressed = await side.press(personOf(ctx), await readJson(ctx, cardPress));
    if (!isPressed) throw new RequestError(409, "这张卡片已经不能按了");
    ctx.status = 204;
  });
  // Opening a chat tells a DingTalk robot nothing.
  router.post(`${chat}/events`, (ctx) => void (ctx.status = 204));
  router.post(`${chat}/links`, async (ctx) => {
    ctx.body = { url: openInside(parts, personOf(ctx), (await readJson(ctx, link)).url) };
  });
}
