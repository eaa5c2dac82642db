import type Router from "@koa/router";
import type { Context } from "koa";
import { z } from "zod";
import { SAMPLE_USERS } from "../sample/company";
import type { CallLog } from "./callLog";
import type { Chats } from "./chats";
import { chatWords } from "./chatWords";
import { clockChange, moveClock, toOffsetIso } from "./clockChange";
import type { Faults } from "./faults";
import { faultChange } from "./faults";
import { readBody, readJson, RequestError } from "./http";
import type { LiveEvents } from "./liveEvents";
import { openTarget } from "./openTarget";
import type { SimulatorState, SimulatorUser } from "./protocol";
import { readFile } from "./readFile";
import type { SimulatorOptions } from "./types";
import type { Wecom } from "./wecom";
import { LARGEST_MEDIA_BYTES } from "./wecom/mediaKinds";
import type { Aibot } from "./wecom/aibot";
import { botChatOf, memberOfBotChat } from "./wecom/aibot/botChat";
import { FILES_PATH } from "./wecom/aibot/sealedFiles";
import { cardPress, memberEvent, memberMessage } from "./wecom/memberActions";
import { WecomError } from "./wecom/wecomError";

export interface RouteParts {
  options: SimulatorOptions;
  wecom: Wecom;
  aibot: Aibot;
  dingtalk: { isConnected: () => boolean };
  chats: Chats;
  faults: Faults;
  calls: CallLog;
  live: LiveEvents;
}

const BOT_TAKES = "机器人这边能发文字、语音（转好的字）、图片和文件，群里要 @";
const link = z.strictObject({ url: z.string().min(1).max(4000) });
const mediaQuery = z.object({
  kind: z.enum(["voice", "image"]),
  name: z.string().max(200).default("file"),
  seconds: z.coerce.number().int().min(0).max(60).default(0),
});

/** The simulator's own API: what the page, and a script that plays a member, can do. */
export function addRoutes(router: Router, parts: RouteParts): void {
  addStateRoutes(router, parts);
  addChatRoutes(router, parts);
  addTalkRoutes(router, parts);
}

function addStateRoutes(router: Router, { options, wecom, aibot, dingtalk, faults, calls, live }: RouteParts): void {
  router.get("/simulator/users", (ctx) => {
    ctx.body = listUsers();
  });
  router.get("/simulator/state", (ctx) => {
    ctx.body = {
      now: toOffsetIso(options.clock.now()),
      faults: faults.state(),
      calls: calls.recent(),
      users: listUsers(),
      menu: wecom.menuButtons(),
      hasBot: aibot.isConnected(),
      hasDingtalk: dingtalk.isConnected(),
    } satisfies SimulatorState;
  });
  router.get("/simulator/events", (ctx) => {
    // Koa takes a page that goes away for a failed answer; here it is the normal end.
    ctx.respond = false;
    live.open(ctx.res);
  });
  router.get("/simulator/faults", (ctx) => {
    ctx.body = faults.state();
  });
  router.post("/simulator/faults", async (ctx) => {
    ctx.body = faults.change(await readJson(ctx, faultChange));
  });
  router.post("/simulator/verification", async (ctx) => {
    ctx.body = await wecom.verifyUrl();
  });
  router.get("/simulator/clock", (ctx) => {
    ctx.body = { now: toOffsetIso(options.clock.now()) };
  });
  router.post("/simulator/clock", async (ctx) => {
    const now = toOffsetIso(moveClock(options.clock, await readJson(ctx, clockChange)));
    live.publish({ type: "clock", now });
    ctx.body = { now };
  });
}

/** A member's chat with the app, by the member's id, or the one with the bot beside it. */
function findChat({ wecom, aibot }: RouteParts, id: string | undefined) {
  const isBot = memberOfBotChat(id ?? "") !== null;
  const userId = personOf(wecom, memberOfBotChat(id ?? "") ?? id);
  return { userId, isBot, id: isBot ? botChatOf(userId) : userId, members: isBot ? aibot.members : wecom.members };
}

function addChatRoutes(router: Router, parts: RouteParts): void {
  const { options, wecom, chats } = parts;
  router.get("/simulator/chats/:userId", (ctx) => {
    ctx.body = { entries: chats.entries(findChat(parts, ctx.params.userId).id) };
  });
  router.post("/simulator/chats/:userId/presses", async (ctx) => {
    const { userId, members } = findChat(parts, ctx.params.userId);
    const isPressed = await members.press(userId, await readJson(ctx, cardPress));
    if (!isPressed) throw new RequestError(409, "这张卡片已经不能按了");
    ctx.status = 204;
  });
  router.post("/simulator/chats/:userId/events", async (ctx) => {
    const { userId, members } = findChat(parts, ctx.params.userId);
    await members.raise(userId, await readJson(ctx, memberEvent));
    ctx.status = 204;
  });
  router.post("/simulator/chats/:userId/links", async (ctx) => {
    const { userId } = findChat(parts, ctx.params.userId);
    const { url } = await readJson(ctx, link);
    if (!URL.canParse(url, `${options.appUrl()}/`)) throw new RequestError(422, "这不是一个网址");
    ctx.body = { url: openTarget(wecom, { userId, url, appUrl: options.appUrl() }) };
  });
  router.get("/simulator/chats/:userId/mini-app", (ctx) => {
    const { userId } = findChat(parts, ctx.params.userId);
    const appUrl = options.appUrl();
    ctx.redirect(openTarget(wecom, { userId, url: `${appUrl}/`, appUrl }));
  });
}

/** What a member says and sends, and the files of it. */
function addTalkRoutes(router: Router, parts: RouteParts): void {
  const { wecom, aibot } = parts;
  router.post("/simulator/chats/:userId/messages", async (ctx) => {
    const { userId, isBot } = findChat(parts, ctx.params.userId);
    if (isBot) await aibot.members.say(userId, await readJson(ctx, chatWords.describe(BOT_TAKES)));
    else await wecom.members.send(userId, await readJson(ctx, memberMessage));
    ctx.status = 204;
  });
  router.post("/simulator/chats/:userId/media", async (ctx) => {
    const { userId, isBot } = findChat(parts, ctx.params.userId);
    ctx.status = 204;
    if (isBot) {
      const { bytes, ...file } = await readFile(ctx);
      return aibot.members.sendFile(userId, file, bytes);
    }
    const query = mediaQuery.safeParse(ctx.query);
    if (!query.success) throw new RequestError(422, z.prettifyError(query.error));
    await sendMedia(wecom, { userId, ...query.data }, await readBody(ctx, LARGEST_MEDIA_BYTES));
  });
  router.get(`${FILES_PATH}/:mediaId`, (ctx) => {
    const sealed = aibot.openFile(ctx.params.mediaId ?? "");
    if (!sealed) throw new RequestError(404, "文件不在了");
    ctx.body = sealed;
  });
  router.get("/simulator/media/:mediaId", (ctx) => showMedia(wecom, ctx, ctx.params.mediaId ?? ""));
}

const listUsers = (): SimulatorUser[] => SAMPLE_USERS.map(({ id, name, roles }) => ({ id, name, roles }));

function personOf(wecom: Wecom, userId: string | undefined): string {
  const person = wecom.corp.person(userId ?? "");
  if (!person) throw new RequestError(404, "样例公司里没有这位同事");
  return person.id;
}

type Upload = { userId: string } & z.infer<typeof mediaQuery>;

async function sendMedia(wecom: Wecom, { userId, ...file }: Upload, bytes: Buffer): Promise<void> {
  try {
    await wecom.members.sendMedia(userId, file, bytes);
  } catch (error) {
    if (!(error instanceof WecomError)) throw error;
    throw new RequestError(422, file.kind === "voice" ? "语音要 AMR 文件，最大 2 MB" : "图片要 JPG 或 PNG，最大 10 MB");
  }
}

function showMedia(wecom: Wecom, ctx: Context, mediaId: string): void {
  const found = wecom.media.find(mediaId);
  if (!found) throw new RequestError(404, "文件不在了，企业微信只留三天");
  ctx.type = found.file.contentType;
  ctx.set("x-content-type-options", "nosniff");
  ctx.body = found.bytes;
}
