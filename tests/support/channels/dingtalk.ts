import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { createDingtalkPlatform } from "../../../bot/platforms/dingtalk";
import { pressPath } from "../../../bot/pressLink";
import type { DirectoryUser, InboundContent, RawRequest, TextContent } from "../../../bot/types";
import { createDingtalk, type Dingtalk } from "../../../scripts/simulator/dingtalk";
import type { DingtalkPerson, ShownDingtalk } from "../../../scripts/simulator/dingtalk/types";
import { configFor, keys } from "../dingtalkBot";
import { unmetered, type FakeClock } from "../ctx";
import { bytesOf } from "../media";
import { carry, nobody, watch, wordsIn, type Channel, type ChannelKind, type Doing, type Seen } from "./channel";
import { localFetch } from "./localFetch";

const CARRIES = carry(
  "text",
  "image",
  "file",
  "voice",
  "unsupported",
  "spoken",
  "quoted",
  "attached",
  "group",
  "closing",
  "action",
  "left",
);
const BASE = "http://dingtalk.test";

const toPerson = ({ userId, name, isLeader, mobile = "" }: DirectoryUser): DingtalkPerson => ({
  id: userId,
  name,
  mobile,
  departmentIds: [1],
  isLeader,
});

function textBody({ text, spoken, quoted, attached = [] }: TextContent): Record<string, unknown> {
  if (spoken) return { msgtype: "audio", content: { duration: 4000, downloadCode: "V", recognition: text } };
  if (attached.length > 0) {
    const pictures = attached.map(({ mediaId }) => ({ type: "picture", downloadCode: mediaId }));
    return { msgtype: "richText", content: { richText: [{ text }, ...pictures] } };
  }
  const replied = quoted ? { isReplyMsg: true, repliedMsg: { msgType: "text", content: { text: quoted } } } : {};
  return { msgtype: "text", text: { content: text, ...replied } };
}

function bodyOf(content: InboundContent): Record<string, unknown> {
  if (content.kind === "text") return textBody(content);
  if (content.kind === "unsupported") return { msgtype: "unknownMsgType", content: { unknownMsgType: content.type } };
  if (!("media" in content)) throw new Error(`DingTalk carries no ${content.kind}`);
  const downloadCode = content.media.mediaId;
  if (content.kind === "image") return { msgtype: "picture", content: { downloadCode } };
  if (content.kind === "voice") return { msgtype: "audio", content: { duration: 4000, downloadCode } };
  return { msgtype: "file", content: { downloadCode, fileName: "报价.pdf" } };
}

/** After an @ the robot's name is taken out by the platform, and a blank is left. */
const asHeard = (doing: Doing): InboundContent =>
  doing.groupId && doing.content.kind === "text"
    ? { ...doing.content, text: doing.content.text.replace(/^\s*@\S+\s*/u, " ") }
    : doing.content;

function act(dingtalk: Dingtalk, doing: Doing): Promise<boolean> {
  const { from, id, groupId, content } = doing;
  if (content.kind === "action") return dingtalk.presses({ from, card: content.cardId, actionId: content.actionId });
  if (content.kind === "left") return dingtalk.event("user_leave_org", { userId: [from] });
  return dingtalk.says({ from, msgId: id, body: bodyOf(asHeard(doing)), ...(groupId ? { groupId } : {}) });
}

function seenIn({ way, content }: ShownDingtalk): Seen {
  const lists = way === "card" ? [content.buttons, content.moreButtons] : [];
  const buttons = lists.flatMap(
    (list) => JSON.parse(String(list)) as { text: string; event: { params: { actionId?: string } } }[],
  );
  return {
    words: wordsIn(content),
    buttons: buttons.map(({ text, event }) => ({ text, key: event.params.actionId ?? "" })),
  };
}

/** The socket's far end, on a port of its own. */
function openGateway(dingtalk: Dingtalk) {
  const server = createServer();
  server.on("upgrade", dingtalk.gateway.upgrade);
  const opened = new Promise<string>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );
  return { opened, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** An internal app with our card template, over its socket or over callbacks. */
function openDingtalk(clock: FakeClock, mode: "stream" | "http"): Channel {
  const members = new Map<string, DirectoryUser>();
  const log = pino({ level: "silent" });
  const own = { origin: BASE };
  let take = nobody;
  const dingtalk = createDingtalk({
    keys,
    origin: () => own.origin,
    hookUrl: () => `${BASE}/hooks/dingtalk`,
    now: clock.now,
    people: () => [...members.values()].map(toPerson),
    departments: [],
    retryDelayMs: 10,
    post: async (url, headers, body) => {
      const { pathname, searchParams } = new URL(url);
      const receive = real.hooks[pathname.replace("/hooks/dingtalk", "")];
      if (!receive) return 404;
      const query = Object.fromEntries(searchParams);
      const request: RawRequest = { method: "POST", query, headers, body: Buffer.from(JSON.stringify(body)) };
      await take(receive(request, clock.now()));
      return 200;
    },
  });
  const fetch = localFetch(({ method, url, headers, body }) => {
    const file = dingtalk.files.get(url.pathname.replace("/files/", ""));
    if (file) return { body: file, headers: { "content-type": "image/png" } };
    const query = Object.fromEntries(url.searchParams);
    const { status, json } = dingtalk.answer({ method, path: url.pathname, query, headers, body });
    return { status, body: JSON.stringify(json), headers: { "content-type": "application/json" } };
  });
  const real = createDingtalkPlatform(
    configFor(BASE, { mode, publicUrl: BASE }),
    { now: clock.now, log, fetch, meter: unmetered, pressPath },
    { silenceMs: 60_000, pongMs: 1000, firstRetryMs: 10 },
  );

  const look = (cardId: string): Seen | null => {
    const shown = dingtalk.shown.find(({ id }) => id === cardId) ?? dingtalk.shown.at(-1);
    return shown ? seenIn(shown) : null;
  };
  const stopped = new AbortController();
  const gateway = mode === "stream" ? openGateway(dingtalk) : null;
  let listening: Promise<void> | undefined;

  async function connect(): Promise<void> {
    if (!gateway || listening) return;
    own.origin = await gateway.opened;
    listening = real.listen?.((received) => take(received), stopped.signal);
    while (!dingtalk.gateway.isConnected()) await new Promise((resolve) => setTimeout(resolve, 2));
  }

  return {
    platform: watch(real, { members, look }),
    async hand(doing, accept) {
      take = accept;
      await connect();
      const { content } = doing;
      const files = "media" in content ? [content.media] : content.kind === "text" ? (content.attached ?? []) : [];
      for (const { mediaId } of files) dingtalk.files.set(mediaId, bytesOf(content.kind));
      if (!(await act(dingtalk, doing))) throw new Error(`DingTalk could not deliver ${JSON.stringify(doing)}`);
    },
    async close() {
      stopped.abort();
      dingtalk.close();
      await Promise.all([listening, gateway?.close()]);
    },
  };
}

export const dingtalkStream: ChannelKind = { carries: CARRIES, open: (clock) => openDingtalk(clock, "stream") };
export const dingtalkHttp: ChannelKind = { carries: CARRIES, open: (clock) => openDingtalk(clock, "http") };
