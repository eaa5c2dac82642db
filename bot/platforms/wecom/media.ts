import { z } from "zod";
import { PlatformError } from "../../errors";
import type { Platform } from "../../types";
import type { WecomClient } from "./client";
import type { WecomPlatform } from "./types";

const MEGABYTE = 1024 * 1024;
const MIN_BYTES = 6;
const TIMEOUT_MS = 30_000;
const maxBytes = { image: 10 * MEGABYTE, voice: 2 * MEGABYTE, video: 10 * MEGABYTE, file: 20 * MEGABYTE };

const uploadAnswer = z.object({ media_id: z.string().min(1) });

/** Files live for three days. @see https://developer.work.weixin.qq.com/document/path/90254 */
export function createDownloadMedia(client: WecomClient): Platform["downloadMedia"] {
  return (mediaId) => client.download({ path: "media/get", query: { media_id: mediaId }, timeoutMs: TIMEOUT_MS });
}

/** @see https://developer.work.weixin.qq.com/document/path/90253 */
export function createUploadMedia(client: WecomClient): WecomPlatform["uploadMedia"] {
  return async function uploadMedia({ type, name, contentType, bytes }) {
    const path = "media/upload";
    if (bytes.length < MIN_BYTES || bytes.length > maxBytes[type]) {
      throw new PlatformError(`wecom ${path}: ${bytes.length} bytes`, {
        failure: "drop",
        code: "wrong_size",
        call: path,
      });
    }
    const body = new FormData();
    body.append("media", new Blob([new Uint8Array(bytes)], { type: contentType }), name);
    const { media_id } = await client.call({ path, query: { type }, body, timeoutMs: TIMEOUT_MS }, uploadAnswer);
    return { mediaId: media_id };
  };
}
