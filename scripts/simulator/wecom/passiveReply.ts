import { decrypt, getSignature } from "@wecom/crypto";
import { XMLParser } from "fast-xml-parser";
import { z } from "zod";
import type { Corp } from "./corp";

const envelope = z.object({
  xml: z.object({
    Encrypt: z.string(),
    MsgSignature: z.string(),
    TimeStamp: z.string(),
    Nonce: z.string(),
  }),
});
const textReply = z.object({ xml: z.object({ MsgType: z.string(), Content: z.string().optional() }) });

const parser = new XMLParser({ parseTagValue: false, processEntities: false });

/**
 * The text of an encrypted reply in the answer to a push (developer.work.weixin.qq.com/document/path/90241); null for other kinds.
 *
 * @throws Error when it is not signed or not sealed for this corp.
 */
export function readPassiveReply(corp: Corp, body: string): string | null {
  const { xml } = envelope.parse(parser.parse(body));
  if (getSignature(corp.token, xml.TimeStamp, xml.Nonce, xml.Encrypt) !== xml.MsgSignature) {
    throw new Error("the reply's signature is wrong");
  }
  const { message, id } = decrypt(corp.encodingAesKey, xml.Encrypt);
  if (id !== corp.corpId) throw new Error("the reply is for another corp");
  return textReply.parse(parser.parse(message)).xml.Content ?? null;
}
