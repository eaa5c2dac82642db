import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

/**
 * The one place that knows how personal data is kept: sealed with AES-256-GCM under a numbered key, found again by keyed hashes.
 * A sealed value is `KEYID.IV.TAG.CIPHERTEXT` in base64url; the key id lets keys rotate, or belong to one person, without touching callers.
 */
export interface Vault {
  seal(plain: string): string;
  /** @throws Error when the value was changed or its key is unknown. */
  open(sealed: string): string;
  /** Equal input, equal output; useless without the key. */
  fingerprint(value: string): string;
}

const CURRENT_KEY = "k1";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** @param masterKey 32 bytes */
export function createVault(masterKey: Buffer): Vault {
  if (masterKey.length !== 32) throw new Error("ENCRYPTION_KEY must be 32 bytes of base64");
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", masterKey, "yiju-crm", purpose, 32));
  const keys = new Map([[CURRENT_KEY, derive(`seal/${CURRENT_KEY}`)]]);
  const hashKey = derive("fingerprint");

  function keyOf(id: string): Buffer {
    const key = keys.get(id);
    if (!key) throw new Error(`no key ${id} for this sealed value`);
    return key;
  }

  return {
    seal(plain) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", keyOf(CURRENT_KEY), iv, { authTagLength: TAG_BYTES });
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return [CURRENT_KEY, ...[iv, cipher.getAuthTag(), body].map((part) => part.toString("base64url"))].join(".");
    },
    open(sealed) {
      const [id = "", ...parts] = sealed.split(".");
      const [iv, tag, body] = parts.map((part) => Buffer.from(part, "base64url"));
      if (!iv || !tag || !body) throw new Error("malformed sealed value");
      const decipher = createDecipheriv("aes-256-gcm", keyOf(id), iv, { authTagLength: TAG_BYTES });
      decipher.setAuthTag(tag);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
    },
    fingerprint: (value) => createHmac("sha256", hashKey).update(value).digest("base64url").slice(0, 22),
  };
}

let current: Vault | undefined;

/** Called once by the composition root, before the first row is read. */
export function useVault(vault: Vault): void {
  current = vault;
}

export function vault(): Vault {
  if (!current) throw new Error("the vault is not open: call useVault first");
  return current;
}

export const sealJson = (value: unknown): string => vault().seal(JSON.stringify(value));
export const openJson = <T>(sealed: string): T => JSON.parse(vault().open(sealed)) as T;
