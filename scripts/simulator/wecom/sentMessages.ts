import { join } from "node:path";
import { openJsonLines } from "../jsonLines";

/** A message the app sent, as the platform remembers it. */
export interface SentMessage {
  /** msgid. */
  id: string;
  /** Hash of the request, for the duplicate check. */
  fingerprint: string;
  taskId: string | null;
  cardType: string | null;
  sentAt: string;
  /** Where it shows: one chat entry for each member who got it. */
  shown: { userId: string; entryId: string }[];
  /** What the first request was answered. */
  answer: Record<string, unknown>;
}

const KEPT_MESSAGES = 5000;

export interface SentMessages {
  put: (message: SentMessage) => void;
  get: (messageId: string) => SentMessage | undefined;
  hasTask: (taskId: string) => boolean;
  /** The same request sent after `since`. */
  findTwin: (fingerprint: string, since: Date) => SentMessage | undefined;
  /** The message behind what one member sees. */
  findShown: (userId: string, entryId: string) => SentMessage | undefined;
}

export function createSentMessages(dataDir: string): SentMessages {
  const file = openJsonLines<SentMessage>(join(dataDir, "sent-messages.jsonl"), KEPT_MESSAGES);
  const tasks = new Set<string>();
  const byFingerprint = new Map<string, string>();
  const byEntry = new Map<string, string>();
  const index = (message: SentMessage) => {
    if (message.taskId) tasks.add(message.taskId);
    byFingerprint.set(message.fingerprint, message.id);
    message.shown.forEach(({ entryId }) => byEntry.set(entryId, message.id));
  };
  file.records().forEach(index);
  return {
    put: (message) => {
      file.put(message);
      index(message);
    },
    get: (messageId) => file.get(messageId),
    hasTask: (taskId) => tasks.has(taskId),
    findTwin: (fingerprint, since) => {
      const twin = file.get(byFingerprint.get(fingerprint) ?? "");
      return twin && Date.parse(twin.sentAt) >= since.getTime() ? twin : undefined;
    },
    findShown: (userId, entryId) => {
      const message = file.get(byEntry.get(entryId) ?? "");
      return message?.shown.some((place) => place.userId === userId) ? message : undefined;
    },
  };
}
