import { randomBytes, randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "./config";

const KEY_BYTES = 32;

export interface Keys {
  /** Opens the vault: without it the personal data of the store are lost. 32 bytes. */
  encryptionKey: Buffer;
  /** 32 bytes. */
  sessionSecret: Buffer;
}

async function readKey(path: string): Promise<Buffer | null> {
  try {
    return Buffer.from(await readFile(path, "utf8"), "base64");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Written whole and flushed beside its place, then linked: two processes that start at once agree on one key. */
async function makeKey(path: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(`${randomBytes(KEY_BYTES).toString("base64")}\n`);
    await file.sync();
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
}

async function keptKey(folder: string, name: string): Promise<Buffer> {
  const path = join(folder, name);
  if ((await readKey(path)) === null) await makeKey(path);
  const key = await readKey(path);
  if (key?.length !== KEY_BYTES) throw new Error(`${path} is damaged: it must hold ${KEY_BYTES} bytes in base64`);
  return key;
}

/**
 * The configured keys, or those kept under DATA_DIR/keys with mode 600, made at the first start.
 * @throws Error when a kept key is damaged: a new one would make the store unreadable
 */
export async function loadKeys(config: Pick<Config, "dataDir" | "encryptionKey" | "sessionSecret">): Promise<Keys> {
  const folder = join(config.dataDir, "keys");
  const load = async (configured: string | null, name: string) => {
    if (configured) return Buffer.from(configured, "base64");
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return keptKey(folder, name);
  };
  return {
    encryptionKey: await load(config.encryptionKey, "encryption.key"),
    sessionSecret: await load(config.sessionSecret, "session.key"),
  };
}
