const MARK = "@bot";

/** A member's chat with the bot stands beside the one with the app. */
export const botChatOf = (userId: string) => `${userId}${MARK}`;

/** The member whose chat with the bot this is; null for another chat. */
export const memberOfBotChat = (chat: string) => (chat.endsWith(MARK) ? chat.slice(0, -MARK.length) : null);
