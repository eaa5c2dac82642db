import { randomBytes } from "node:crypto";
import { encrypt, getSignature } from "@wecom/crypto";

export { startFakeWecom } from "./fakeWecom";

/** What the app's settings page and this program share. */
export interface CallerKeys {
  token: string;
  encodingAesKey: string;
  corpId: string;
  agentId: string;
}

/** One callback, ready to be posted or to be handed to `platform.receive`. */
export interface WecomCallback {
  query: Record<string, string>;
  headers: Record<string, string>;
  body: string;
}

interface Common {
  from: string;
  /** When it was said; the caller's clock unless told. */
  at?: Date;
}

type Elements = Record<string, string>;

/**
 * Calls the program the way WeCom does: XML in an encrypted, signed envelope. Every callback is sealed anew, as a
 * redelivery is: give the same `msgId` (or `at`) to say the same thing twice.
 */
export function createWecomCaller(keys: CallerKeys, now: () => Date = () => new Date()) {
  let lastId = 7456789012345678000n;
  const nextId = () => String((lastId += 1n));

  function seal(plain: string): WecomCallback {
    const encrypted = encrypt(keys.encodingAesKey, plain, keys.corpId);
    const body = toXml({ ToUserName: keys.corpId, AgentID: keys.agentId, Encrypt: encrypted });
    return { query: sign(encrypted), headers: { "content-type": "text/xml" }, body };
  }

  function sign(encrypted: string) {
    const timestamp = toSeconds(now());
    const nonce = randomBytes(5).toString("hex");
    return { msg_signature: getSignature(keys.token, timestamp, nonce, encrypted), timestamp, nonce };
  }

  function callback({ from, at }: Common, elements: Elements): WecomCallback {
    const head = { ToUserName: keys.corpId, FromUserName: from, CreateTime: toSeconds(at ?? now()) };
    return seal(toXml({ ...head, ...elements, AgentID: keys.agentId }));
  }

  const message = (common: Common & { msgId?: string }, elements: Elements) =>
    callback(common, { ...elements, MsgId: common.msgId ?? nextId() });
  const event = (common: Common & { event: string; elements?: Elements }) =>
    callback(common, { MsgType: "event", Event: common.event, ...common.elements });

  return {
    /** Any MsgType with any elements. */
    message,
    /** Any event with any elements, e.g. `{ from, event: "subscribe" }`. */
    event,
    textMessage: ({ text, ...common }: Common & { text: string; msgId?: string }) =>
      message(common, { MsgType: "text", Content: text }),
    menuClick: ({ key, ...common }: Common & { key: string }) =>
      event({ ...common, event: "click", elements: { EventKey: key } }),
    cardClick({ actionId, taskId, responseCode, ...common }: Common & CardClick) {
      const elements = {
        EventKey: actionId,
        TaskId: taskId,
        CardType: "button_interaction",
        ResponseCode: responseCode,
      };
      return event({ ...common, event: "template_card_event", elements });
    },
    /** Saving the callback URL in the console: a GET that must be answered with `echo`. */
    verification(echo: string): WecomCallback {
      const echostr = encrypt(keys.encodingAesKey, echo, keys.corpId);
      return { query: { ...sign(echostr), echostr }, headers: {}, body: "" };
    },
    /** Posts to the program; WeCom takes anything but a 200 within five seconds for a failure. */
    post: (baseUrl: string, { query, headers, body }: WecomCallback) =>
      fetch(`${baseUrl}/hooks/wecom?${new URLSearchParams(query)}`, { method: "POST", headers, body }),
    get: (baseUrl: string, { query }: WecomCallback) => fetch(`${baseUrl}/hooks/wecom?${new URLSearchParams(query)}`),
  };
}

interface CardClick {
  actionId: string;
  taskId: string;
  responseCode: string;
}

function toXml(elements: Elements): string {
  const cdata = (text: string) => `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
  return `<xml>${Object.entries(elements)
    .map(([name, text]) => `<${name}>${cdata(text)}</${name}>`)
    .join("")}</xml>`;
}

function toSeconds(at: Date): string {
  return String(Math.floor(at.getTime() / 1000));
}
