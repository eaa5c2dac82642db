import { createCipheriv, randomBytes } from "node:crypto";
import type { Media } from "../media";
import { contentTypeOf } from "../mediaKinds";

const BLOCK_BYTES = 32;
export const FILES_PATH = "/simulator/wecom/aibot/files";

/** Files as a bot gets them: an address, and the key that opens what lies there (developer.work.weixin.qq.com/document/path/100719). */
export function createSealedFiles(media: Media, origin: () => string) {
  const keys = new Map<string, Buffer>();
  return {
    put({ kind, name }: { kind: "image" | "file"; name: string }, bytes: Buffer) {
      const { mediaId } = media.put({ kind, name, contentType: contentTypeOf(kind, bytes) }, bytes);
      const key = randomBytes(32);
      keys.set(mediaId, key);
      return { mediaId, sealed: { url: `${origin()}${FILES_PATH}/${mediaId}`, aeskey: key.toString("base64") } };
    },
    /** What lies at the address; null when there is nothing, or no longer. */
    open(mediaId: string): Buffer | null {
      const [key, found] = [keys.get(mediaId), media.find(mediaId)];
      if (!key || !found) return null;
      const padding = BLOCK_BYTES - (found.bytes.length % BLOCK_BYTES);
      const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
      return Buffer.concat([
        cipher.update(Buffer.concat([found.bytes, Buffer.alloc(padding, padding)])),
        cipher.final(),
      ]);
    },
  };
}

export type SealedFiles = ReturnType<typeof createSealedFiles>;
