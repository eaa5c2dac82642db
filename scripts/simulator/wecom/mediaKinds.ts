import { WecomError } from "./wecomError";

export type MediaKind = "image" | "voice" | "video" | "file";

const MEGABYTE = 1024 * 1024;

const KINDS: Record<MediaKind, { limit: number; isGenuine: (bytes: Buffer) => boolean }> = {
  image: { limit: 10 * MEGABYTE, isGenuine: (bytes) => imageType(bytes) !== null },
  voice: { limit: 2 * MEGABYTE, isGenuine: (bytes) => bytes.subarray(0, 5).toString("latin1") === "#!AMR" },
  video: { limit: 10 * MEGABYTE, isGenuine: (bytes) => bytes.subarray(4, 8).toString("latin1") === "ftyp" },
  file: { limit: 20 * MEGABYTE, isGenuine: () => true },
};

export const LARGEST_MEDIA_BYTES = KINDS.file.limit;

const isKind = (kind: string): kind is MediaKind => kind in KINDS;

/**
 * Size and kind of an upload (developer.work.weixin.qq.com/document/path/90253).
 *
 * @throws WecomError 40004 unknown kind, 44001 empty, 40006 five bytes or less, 45001 too large, 40005 other content.
 */
export function checkMedia(kind: string, bytes: Buffer): MediaKind {
  if (!Object.hasOwn(KINDS, kind) || !isKind(kind)) throw new WecomError(40004);
  if (bytes.length === 0) throw new WecomError(44001);
  if (bytes.length <= 5) throw new WecomError(40006);
  if (bytes.length > KINDS[kind].limit) throw new WecomError(45001);
  if (!KINDS[kind].isGenuine(bytes)) throw new WecomError(40005);
  return kind;
}

/** By the file's first bytes; null when it is neither JPEG nor PNG. */
export function imageType(bytes: Buffer): "image/jpeg" | "image/png" | null {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return "image/jpeg";
  return bytes.subarray(1, 4).toString("latin1") === "PNG" ? "image/png" : null;
}

export function contentTypeOf(kind: MediaKind, bytes: Buffer): string {
  switch (kind) {
    case "image":
      return imageType(bytes) ?? "application/octet-stream";
    case "voice":
      return "audio/amr";
    case "video":
      return "video/mp4";
    case "file":
      return "application/octet-stream";
  }
}
