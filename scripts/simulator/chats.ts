import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { openJsonLines } from "./jsonLines";
import type { JsonLines } from "./jsonLines";
import type { ChatEntry, EntryContent } from "./protocol";
import type { SimulatorClock } from "./types";

export interface Chats {
  entries: (userId: string) => ChatEntry[];
  find: (userId: string, entryId: string) => ChatEntry | undefined;
  add: (userId: string, entry: { from: ChatEntry["from"]; content: EntryContent }) => ChatEntry;
  change: (userId: string, entryId: string, change: Partial<Pick<ChatEntry, "content" | "delivery">>) => void;
}

const KEPT_ENTRIES = 400;

/** What each member's phone shows. Survives a restart. `userId` is a known member's, never a caller's own text. */
export function createChats(
  dataDir: string,
  clock: SimulatorClock,
  publish: (userId: string, entry: ChatEntry) => void,
): Chats {
  const files = new Map<string, JsonLines<ChatEntry>>();
  const chatOf = (userId: string) => {
    const known = files.get(userId);
    if (known) return known;
    const chat = openJsonLines<ChatEntry>(join(dataDir, "chats", `${userId}.jsonl`), KEPT_ENTRIES);
    giveUpPending(chat);
    files.set(userId, chat);
    return chat;
  };
  const put = (userId: string, entry: ChatEntry) => {
    chatOf(userId).put(entry);
    publish(userId, entry);
    return entry;
  };
  return {
    entries: (userId) => chatOf(userId).records().slice(-KEPT_ENTRIES),
    find: (userId, entryId) => chatOf(userId).get(entryId),
    add: (userId, { from, content }) =>
      put(userId, {
        id: randomUUID(),
        at: clock.now().toISOString(),
        from,
        content,
        delivery: from === "app" ? "done" : "pending",
      }),
    change: (userId, entryId, change) => {
      const entry = chatOf(userId).get(entryId);
      if (entry) put(userId, { ...entry, ...change });
    },
  };
}

/** A push that was under way when the process ended is never heard of again. */
function giveUpPending(chat: JsonLines<ChatEntry>): void {
  const pending = chat.records().filter(({ delivery }) => delivery === "pending");
  pending.forEach((entry) => chat.put({ ...entry, delivery: "failed" }));
}
