import type { Corp } from "./corp";
import { WecomError } from "./wecomError";

/** @throws WecomError 41011 missing, 40056 no app id at all, 301002 another app's. */
export function checkAgent(corp: Corp, agentId: unknown): void {
  if (agentId === undefined || agentId === null || agentId === "") throw new WecomError(41011);
  const id = Number(agentId);
  if (!Number.isInteger(id) || id <= 0) throw new WecomError(40056);
  if (id !== corp.agentId) throw new WecomError(301002);
}
