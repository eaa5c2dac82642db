import { timingSafeEqual } from "node:crypto";
import { decrypt, getSignature } from "@wecom/crypto";
import Koa from "koa";
import getRawBody from "raw-body";

export interface FloorKeys {
  token: string;
  encodingAesKey: string;
}

/**
 * The least that a WeCom callback costs: read the body, verify, decrypt, answer. No parsing, no checks, no store. What the
 * program's own entrance is measured against, so it shares none of its code.
 */
export function createCallbackFloor(keys: FloorKeys): Koa {
  return new Koa().use(async (ctx) => {
    const body = await getRawBody(ctx.req, { limit: "1mb", encoding: "utf8" });
    const encrypted = /<Encrypt><!\[CDATA\[(.+?)\]\]>/.exec(body)?.[1] ?? "";
    const { msg_signature, timestamp, nonce } = ctx.query;
    const expected = Buffer.from(getSignature(keys.token, String(timestamp), String(nonce), encrypted));
    const given = Buffer.from(String(msg_signature));
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return ctx.throw(401);
    decrypt(keys.encodingAesKey, encrypted);
    ctx.body = "";
    ctx.status = 200;
  });
}
