import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SimulatorClock } from "../types";
import type { MediaKind } from "./mediaKinds";

export interface MediaFile {
  kind: MediaKind;
  name: string;
  contentType: string;
  createdAt: string;
}

export interface Media {
  put: (file: Omit<MediaFile, "createdAt">, bytes: Buffer) => { mediaId: string; createdAt: Date };
  /** Undefined when unknown or over three days old. */
  find: (mediaId: string) => { file: MediaFile; bytes: Buffer } | undefined;
}

const LIFETIME_MS = 3 * 24 * 3600 * 1000;

/** Temporary files of the corp: bytes beside a JSON file with what is known about them. */
export function createMedia(dataDir: string, clock: SimulatorClock): Media {
  const folder = join(dataDir, "media");
  mkdirSync(folder, { recursive: true });
  const bytesPath = (mediaId: string) => join(folder, mediaId);
  const infoPath = (mediaId: string) => join(folder, `${mediaId}.json`);
  const readInfo = (mediaId: string): MediaFile | undefined => {
    // The id is a file name here: nothing but what `put` makes may reach the disk.
    if (!/^[\w-]{43}$/.test(mediaId) || !existsSync(infoPath(mediaId))) return undefined;
    const file = JSON.parse(readFileSync(infoPath(mediaId), "utf8")) as MediaFile;
    return clock.now().getTime() - Date.parse(file.createdAt) > LIFETIME_MS ? undefined : file;
  };
  removeExpired(folder, readInfo);
  return {
    put: (file, bytes) => {
      const mediaId = randomBytes(32).toString("base64url");
      const createdAt = clock.now();
      writeFileSync(bytesPath(mediaId), bytes);
      writeFileSync(infoPath(mediaId), JSON.stringify({ ...file, createdAt: createdAt.toISOString() }));
      return { mediaId, createdAt };
    },
    find: (mediaId) => {
      const file = readInfo(mediaId);
      return file ? { file, bytes: readFileSync(bytesPath(mediaId)) } : undefined;
    },
  };
}

function removeExpired(folder: string, readInfo: (mediaId: string) => MediaFile | undefined): void {
  const mediaIds = new Set(readdirSync(folder).map((name) => name.replace(/\.json$/, "")));
  for (const mediaId of mediaIds) {
    if (readInfo(mediaId)) continue;
    rmSync(join(folder, mediaId), { force: true });
    rmSync(join(folder, `${mediaId}.json`), { force: true });
  }
}
