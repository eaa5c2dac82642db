import { timingSafeEqual } from "node:crypto";
import { vault } from "../models/vault";

const sign = (actionId: string) => vault().fingerprint(`press:${actionId}`);

/**
 * The page on which a button can be pressed where a message has none: single use, because the button is, and signed, because
 * an address is easily made up. Who opens it must still be who the button is for.
 */
export const pressPath = (actionId: string): string => `/press/${actionId}.${sign(actionId)}`;

/** @returns the button's id; null for a token that is not ours */
export function openPressToken(token: string): string | null {
  const [actionId = "", signature = ""] = token.split(".");
  const [given, right] = [Buffer.from(signature), Buffer.from(sign(actionId))];
  return given.length === right.length && timingSafeEqual(given, right) ? actionId : null;
}
