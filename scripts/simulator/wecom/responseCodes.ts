import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { openJsonLines } from "../jsonLines";
import type { SimulatorClock } from "../types";
import { WecomError } from "./wecomError";

interface ResponseCode {
  /** The code itself. */
  id: string;
  messageId: string;
  issuedAt: string;
  used: boolean;
}

export interface ResponseCodes {
  issue: (messageId: string) => string;
  /** The message a code stands for. @throws WecomError 60140 when unknown, used or over 72 hours old. */
  messageIdOf: (code: string) => string;
  use: (code: string) => void;
}

const LIFETIME_MS = 72 * 3600 * 1000;
const KEPT_CODES = 5000;

/** One-time codes with which a sent card is changed. Kept on disk: a card is pressed hours after a restart, too. */
export function createResponseCodes(dataDir: string, clock: SimulatorClock): ResponseCodes {
  const codes = openJsonLines<ResponseCode>(join(dataDir, "response-codes.jsonl"), KEPT_CODES);
  const find = (id: string) => {
    const code = codes.get(id);
    const age = code ? clock.now().getTime() - Date.parse(code.issuedAt) : Infinity;
    if (!code || code.used || age > LIFETIME_MS) throw new WecomError(60140);
    return code;
  };
  return {
    issue: (messageId) => {
      const id = randomBytes(32).toString("base64url");
      codes.put({ id, messageId, issuedAt: clock.now().toISOString(), used: false });
      return id;
    },
    messageIdOf: (id) => find(id).messageId,
    use: (id) => codes.put({ ...find(id), used: true }),
  };
}
