import type { BotDeps } from "./deps";
import { acceptInbound } from "./inbox";
import type { InboundMessage, Platform, Received } from "./types";

/** Platforms hang up after two to five seconds and come again; an answer after that is for nobody. */
const STORE_MS = 4000;

/** What is late may still be stored: the message that comes again is then known. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the store did not answer in ${STORE_MS} ms`)), STORE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

type MemberNews = Extract<Received, { type: "members" }>;

/** One message a member: each is kept, ordered and tried again like anything they say. */
const toMessages = (platform: Platform, { eventId, change, userIds }: MemberNews, now: Date): InboundMessage[] =>
  userIds.map((userId) => ({
    platform: platform.name,
    externalId: `${eventId}:${userId}`,
    conversationId: userId.toLowerCase(),
    senderId: userId,
    groupId: null,
    replyPath: null,
    sentAt: now,
    content: { kind: change },
  }));

/**
 * Takes what came in, through whichever entrance. Returns once it is stored: only then may the platform be told so.
 * @throws Error when the store does not answer: the platform then delivers again
 */
export async function accept(received: Received, platform: Platform, bot: BotDeps): Promise<void> {
  switch (received.type) {
    case "handshake":
      return;
    case "ignored":
      bot.deps.log.info({ platform: platform.name, reason: received.reason }, "something that came in was ignored");
      return;
    case "message":
      await inTime(acceptInbound(received.message, bot));
      return;
    case "members": {
      const messages = toMessages(platform, received, bot.deps.clock.now());
      await inTime(Promise.all(messages.map((message) => acceptInbound(message, bot))));
    }
  }
}
