import { encrypt, getSignature } from "@wecom/crypto";
import fc from "fast-check";
import { SignatureError } from "../../../../bot/errors";
import { createReceive } from "../../../../bot/platforms/wecom/receive";
import type { RawRequest } from "../../../../bot/types";
import { forged, keys, published, type Vector, vectors } from "./vectors";

const NOW = new Date("2025-01-01T08:00:00+08:00");
const silent = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };
const receive = createReceive(keys, silent);

beforeEach(() => jest.clearAllMocks());

describe("URL verification", () => {
  it("answers the echo as it stands in the seal", () => {
    expect(receive(verification(vectors.verification), NOW)).toEqual({
      type: "handshake",
      reply: { contentType: "text/plain", body: vectors.verification.plain },
    });
  });

  it("repairs a plus sign that a proxy turned into a space", () => {
    const spaced = { ...vectors.verification, encrypted: vectors.verification.encrypted.replaceAll("+", " ") };
    expect(receive(verification(spaced), NOW)).toMatchObject({ reply: { body: vectors.verification.plain } });
  });

  it("refuses a wrong signature", () => {
    const wrong = { ...vectors.verification, signature: "0".repeat(40) };
    expect(() => receive(verification(wrong), NOW)).toThrow(SignatureError);
  });

  it.each(["msg_signature", "timestamp", "nonce", "echostr"])("refuses a request without %s", (name) => {
    const request = verification(vectors.verification);
    expect(() => receive({ ...request, query: { ...request.query, [name]: undefined } }, NOW)).toThrow(SignatureError);
  });
});

describe("callbacks", () => {
  it("reads the platform's published sample", () => {
    const message = readMessage(published.vector, createReceive(published, silent));
    expect(message).toEqual({
      platform: "wecom",
      externalId: "4561255354251345929",
      conversationId: "mycreate",
      senderId: "mycreate",
      groupId: null,
      replyPath: null,
      sentAt: new Date(1409659813000),
      content: { kind: "text", text: "hello", spoken: false },
    });
  });

  it("reads Chinese, emoji and markup as they were typed, and keeps a 64-bit id whole", () => {
    expect(readMessage(vectors.text)).toMatchObject({
      externalId: "7456789012345678901",
      senderId: "zhangsan",
      sentAt: new Date(1735689601000),
      content: { kind: "text", text: "记录拜访：华星科技 😀 <A&B>", spoken: false },
    });
  });

  it("reads a click with the code that closes its card", () => {
    expect(readMessage(vectors.cardClick)).toMatchObject({
      externalId: expect.stringMatching(/^[0-9a-f]{64}$/),
      content: { kind: "action", actionId: "confirm", cardId: "crm-000000000000001", updateToken: "RC1" },
    });
  });

  it("reads an envelope in any order of its elements", () => {
    const { encrypted } = vectors.text;
    const body = `<xml><AgentID>1000002</AgentID><Encrypt>${encrypted}</Encrypt><ToUserName>x</ToUserName></xml>`;
    expect(receive({ ...callback(vectors.text), body: Buffer.from(body) }, NOW)).toMatchObject({ type: "message" });
  });

  it("takes the bot's own reply for nothing to answer", () => {
    expect(receive(callback(vectors.reply), NOW)).toMatchObject({ type: "ignored" });
  });

  it("logs a stale timestamp and takes the message all the same", () => {
    expect(receive(callback(vectors.text), new Date("2025-01-01T10:00:00+08:00"))).toMatchObject({ type: "message" });
    expect(silent.warn).toHaveBeenCalledTimes(1);
  });

  it("does not mention a fresh timestamp", () => {
    receive(callback(vectors.text), NOW);
    expect(silent.warn).not.toHaveBeenCalled();
  });
});

describe("what does not come from the platform", () => {
  it.each(Object.entries(forged))("refuses a %s though it is signed", (_, vector) => {
    expect(() => receive(callback(vector), NOW)).toThrow(SignatureError);
  });

  it("refuses what another receiver was sent", () => {
    expect(() => receive(callback(vectors.otherReceiver), NOW)).toThrow("meant for another receiver");
  });

  it("looks at the signature before anything else", () => {
    const request = callback({ ...forged["length beyond the end"]!, signature: "f".repeat(40) });
    expect(() => receive(request, NOW)).toThrow("wrong signature");
  });

  it.each([
    ["a byte of cipher text missing", vectors.text.encrypted.slice(0, -4)],
    ["a block missing", Buffer.from(vectors.text.encrypted, "base64").subarray(0, -16).toString("base64")],
    ["nothing at all", "===="],
    ["no base64", "<not base64>"],
  ])("refuses %s", (_, encrypted) => {
    expect(() => receive(callback(sign(encrypted)), NOW)).toThrow(SignatureError);
  });

  it("refuses a body over one megabyte without parsing it", () => {
    const body = Buffer.alloc(10 * 1024 * 1024, 0x20);
    Buffer.from(envelope(vectors.text.encrypted)).copy(body);
    const started = performance.now();
    expect(() => receive({ ...callback(vectors.text), body }, NOW)).toThrow(SignatureError);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it.each([
    ["an entity bomb", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>'],
    ["an external entity", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><xml><Encrypt>abc</Encrypt></xml>'],
    ["nested elements without end", `<xml>${"<a>".repeat(100_000)}`],
    ["CDATA without end", "<![CDATA[".repeat(100_000)],
    ["two Encrypt elements", "<xml><Encrypt>a</Encrypt><Encrypt>b</Encrypt></xml>"],
    ["a prototype", "<xml><__proto__><Encrypt>a</Encrypt></__proto__></xml>"],
    ["JSON", '{"encrypt":"abc"}'],
    ["nothing", ""],
  ])("refuses %s for an envelope", (_, body) => {
    expect(() => receive({ ...callback(vectors.text), body: Buffer.from(body) }, NOW)).toThrow(SignatureError);
  });

  it("refuses an envelope of many elements before taking it apart", () => {
    const many = envelope(vectors.text.encrypted).replace("</xml>", `${"<a>1</a>".repeat(100)}</xml>`);
    expect(() => receive({ ...callback(vectors.text), body: Buffer.from(many) }, NOW)).toThrow("not a callback");
  });

  it("refuses other methods", () => {
    expect(() => receive({ ...callback(vectors.text), method: "PUT" }, NOW)).toThrow(SignatureError);
  });
});

it("gives back any text exactly as it was sealed", () => {
  const text = fc.string({ unit: "grapheme" }).filter((value) => !/\r|]]>/.test(value));
  fc.assert(
    fc.property(text, (content) => {
      expect(readMessage(seal(textXml(content)))).toMatchObject({ content: { kind: "text", text: content } });
    }),
    { numRuns: 300 },
  );
});

it("ignores a DTD even under a good signature, but not one that was typed", () => {
  const declared = seal(`<!DOCTYPE x [<!ENTITY a "b">]>${textXml("&a;")}`);
  expect(receive(callback(declared), NOW)).toMatchObject({ type: "ignored" });
  expect(readMessage(seal(textXml("<!DOCTYPE html>")))).toMatchObject({ content: { text: "<!DOCTYPE html>" } });
});

function textXml(content: string): string {
  return `<xml><FromUserName>zhangsan</FromUserName><CreateTime>1735689601</CreateTime><MsgType>text</MsgType><Content><![CDATA[${content}]]></Content><MsgId>1</MsgId></xml>`;
}

function seal(xml: string): Vector {
  return sign(encrypt(keys.encodingAesKey, xml, keys.corpId));
}

function sign(encrypted: string): Vector {
  const [timestamp, nonce] = ["1735689600", "n"];
  return { encrypted, timestamp, nonce, signature: getSignature(keys.token, timestamp, nonce, encrypted) };
}

function readMessage(vector: Vector, through = receive) {
  const received = through(callback(vector), NOW);
  if (received.type !== "message") throw new Error(`expected a message, got ${JSON.stringify(received)}`);
  return received.message;
}

function verification({ encrypted, ...signed }: Vector): RawRequest {
  return { ...request(signed), method: "GET", query: { ...request(signed).query, echostr: encrypted } };
}

function callback({ encrypted, ...signed }: Vector): RawRequest {
  return { ...request(signed), body: Buffer.from(envelope(encrypted)) };
}

function request(signed: Omit<Vector, "encrypted">): RawRequest {
  const query = { msg_signature: signed.signature, timestamp: signed.timestamp, nonce: signed.nonce };
  return { method: "POST", query, headers: {}, body: Buffer.alloc(0) };
}

function envelope(encrypted: string): string {
  return `<xml>
  <ToUserName><![CDATA[${keys.corpId}]]></ToUserName>
  <AgentID><![CDATA[${keys.agentId}]]></AgentID>
  <Encrypt><![CDATA[${encrypted}]]></Encrypt>
</xml>`;
}
