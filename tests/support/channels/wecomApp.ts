import { pino } from "pino";
import { createPlatforms } from "../../../bot/platforms";
import type { InboundContent, RawRequest } from "../../../bot/types";
import { readCard } from "../../../scripts/simulator/wecom/readContent";
import type { DirectoryUser } from "../../../bot/types";
import { unmetered, type FakeClock } from "../ctx";
import { answerCall, createState, toJsonOrFile, type ShownMessage } from "../fakeWecom";
import { bytesOf } from "../media";
import { serverKeys } from "../server";
import { createWecomCaller, type WecomCallback } from "../wecom";
import { carry, watch, wordsIn, type Carried, type Channel, type ChannelKind, type Doing, type Seen } from "./channel";
import { localFetch } from "./localFetch";

const CARRIES = carry(
  "text",
  "image",
  "voice",
  "location",
  "link",
  "unsupported",
  "spoken",
  "closing",
  "action",
  "menu",
  "entered",
  "joined",
  "left",
);
const BASE = "http://wecom.test";
const fileOf = (kind: string) => ({
  bytes: bytesOf(kind),
  contentType: kind === "image" ? "image/jpeg" : "audio/amr",
});

type Caller = ReturnType<typeof createWecomCaller>;

/** What the callback says besides who and when. */
function elementsOf(content: InboundContent): Record<string, string> {
  if (content.kind === "text" && content.spoken)
    return { MsgType: "voice", MediaId: "V", Format: "amr", Recognition: content.text };
  if (content.kind === "text") return { MsgType: "text", Content: content.text };
  if (content.kind === "image") return { MsgType: "image", PicUrl: "", MediaId: content.media.mediaId };
  if (content.kind === "voice") return { MsgType: "voice", Format: "amr", MediaId: content.media.mediaId };
  if (content.kind === "link") return { MsgType: "link", Title: content.title, Url: content.url };
  if (content.kind === "unsupported") return { MsgType: content.type };
  if (content.kind !== "location") throw new Error(`WeCom carries no ${content.kind}`);
  const { latitude, longitude, label } = content;
  return { MsgType: "location", Location_X: String(latitude), Location_Y: String(longitude), Label: label };
}

const EVENTS: Partial<Record<Carried, string>> = { entered: "enter_agent", joined: "subscribe", left: "unsubscribe" };

function toCallback(caller: Caller, { from, id, content }: Doing, at: Date): WecomCallback {
  const event = EVENTS[content.kind];
  if (event) return caller.event({ from, at, event });
  if (content.kind === "menu") return caller.menuClick({ from, at, key: content.key });
  if (content.kind !== "action") return caller.message({ from, at, msgId: id }, elementsOf(content));
  const { actionId, cardId } = content;
  return caller.cardClick({ from, at, actionId, taskId: cardId, responseCode: `click-${id}` });
}

const toRaw = ({ query, headers, body }: WecomCallback): RawRequest => ({
  method: "POST",
  query,
  headers,
  body: Buffer.from(body),
});

const toMember = ({ userId, name, isLeader, mobile }: DirectoryUser) => ({
  userid: userId,
  name,
  department: [1],
  is_leader_in_dept: [isLeader ? 1 : 0],
  ...(mobile ? { mobile } : {}),
});

function seenIn(message: ShownMessage): Seen {
  const card = message.template_card
    ? readCard(message.template_card, { isMember: () => true, hasMedia: () => true })
    : null;
  const buttons = (card?.button_list ?? []).map(({ text = "", key = "" }) => ({ text, key }));
  return { words: wordsIn(card ?? message.text), buttons };
}

/** The self-built app: sealed callbacks in, calls of the API out. */
export const wecomApp: ChannelKind = { carries: CARRIES, open: openWecomApp };

function openWecomApp(clock: FakeClock): Channel {
  const members = new Map<string, DirectoryUser>();
  const state = createState();
  let closedAs = "";
  const keys = { ...serverKeys, secret: "secret", apiBase: BASE, oauthBase: BASE, loginBase: BASE };
  const fetch = localFetch(({ method, url, headers, body }) => {
    const isJson = headers["content-type"]?.includes("json") ?? false;
    const json = isJson ? (JSON.parse(body.toString("utf8")) as Record<string, unknown>) : {};
    const path = url.pathname.replace("/cgi-bin/", "");
    if (path === "message/update_template_card") closedAs = wordsIn(json.button);
    // Who is outside of the app's range can still be answered while they can write to it.
    const visible = path === "message/send" ? [] : [...members.values()];
    state.members.splice(0, Infinity, ...visible.map(toMember));
    return toJsonOrFile(answerCall(state, { path, method, query: Object.fromEntries(url.searchParams), body, json }));
  });
  const log = pino({ level: "silent" });
  const deps = { now: clock.now, log, fetch, meter: unmetered, pressPath: () => "/" };
  const [real] = createPlatforms({ wecom: { ...keys, publicUrl: "https://crm.example.com" } }, deps);
  if (!real) throw new Error("no platform was made");
  const caller = createWecomCaller(serverKeys, clock.now);
  let done = 0;

  const look = (): Seen | null => {
    const last = state.shown.at(-1);
    const seen = last ? seenIn(last) : null;
    return seen && { ...seen, words: seen.words + closedAs };
  };
  return {
    platform: watch(real, { members, look }),
    async hand(doing, accept) {
      if ("media" in doing.content) state.files.set(doing.content.media.mediaId, fileOf(doing.content.kind));
      // Events have no id: a second later it is another one.
      const at = new Date(clock.now().getTime() + 1000 * (done += 1));
      const receive = real.hooks[""];
      if (!receive) throw new Error("WeCom has no entrance");
      await accept(receive(toRaw(toCallback(caller, doing, at)), clock.now()));
    },
    close: async () => undefined,
  };
}
