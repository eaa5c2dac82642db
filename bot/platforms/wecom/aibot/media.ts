import { createDecipheriv } from "node:crypto";
import { z } from "zod";
import { PlatformError } from "../../../errors";
import type { Platform } from "../../../types";
import { fetchBytes } from "../../fetchBytes";
import type { PlatformDeps } from "../../deps";

const CALL = "aibot media";
const TIMEOUT_MS = 30_000;
const MAX_PADDING = 32;

/** A file as the long connection tells it: for five minutes at `url`, sealed with a key of its own. */
export const sealedMedia = z.object({
  url: z.url({ protocol: /^https?$/ }),
  aeskey: z.string().min(1),
});
type SealedMedia = z.infer<typeof sealedMedia>;

/** The id everything above knows a file by. It holds the key, and is kept sealed like the message it came with. */
export const mediaIdOf = ({ url, aeskey }: SealedMedia): string => JSON.stringify({ url, aeskey });

const wrong = (code: string) => new PlatformError(`wecom ${CALL}: ${code}`, { failure: "drop", code, call: CALL });

/** @throws PlatformError `drop` for an address that is no longer good and for bytes that do not open */
export function createDownloadMedia(deps: PlatformDeps): Platform["downloadMedia"] {
  return async function downloadMedia(mediaId) {
    const { url, aeskey } = sealedMedia.parse(JSON.parse(mediaId));
    const { bytes, contentType } = await fetchBytes(
      { platform: "wecom", call: CALL, url, timeoutMs: TIMEOUT_MS },
      deps,
    );
    return { bytes: openMedia(bytes, aeskey), contentType };
  };
}

/** @see https://developer.work.weixin.qq.com/document/path/100719 */
export function openMedia(sealed: Buffer, aeskey: string): Buffer {
  const key = Buffer.from(aeskey, "base64");
  if (key.length !== 32 || sealed.length === 0 || sealed.length % 16 !== 0) throw wrong("not_sealed");
  const opener = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([opener.update(sealed), opener.final()]);
  const length = padded.at(-1) ?? 0;
  const start = padded.length - length;
  const isPadded =
    length >= 1 && length <= MAX_PADDING && padded.subarray(Math.max(start, 0)).every((b) => b === length);
  if (!isPadded || start < 0) throw wrong("wrong_padding");
  return padded.subarray(0, start);
}
