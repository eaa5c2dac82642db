import { reactive } from "vue";
import type { ChatEntry } from "../../../protocol";
import { fetchEntries } from "../api";

/** The chats on show, by member. */
export function useChats() {
  const chats = reactive<Record<string, ChatEntry[]>>({});
  /** What is pushed while a chat is being fetched may be newer than the answer: it is put in again after it. */
  const pushedMeanwhile = new Map<string, ChatEntry[]>();

  const openChat = async (userId: string) => {
    const pushed: ChatEntry[] = [];
    pushedMeanwhile.set(userId, pushed);
    chats[userId] = await fetchEntries(userId);
    pushed.forEach((entry) => putEntry(chats[userId], entry));
  };
  return {
    chats,
    openChat,
    reopenAll: () => Promise.all(Object.keys(chats).map(openChat)),
    take: (userId: string, entry: ChatEntry) => {
      pushedMeanwhile.get(userId)?.push(entry);
      putEntry(chats[userId], entry);
    },
  };
}

function putEntry(chat: ChatEntry[] | undefined, entry: ChatEntry): void {
  const index = chat?.findIndex(({ id }) => id === entry.id) ?? -1;
  if (chat && index >= 0) chat[index] = entry;
  else chat?.push(entry);
}
