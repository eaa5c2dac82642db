import type { InboundMessage, PlatformUser, Recipient } from "./types";

/** A push to one member. */
export const privately = ({ platform, userId }: PlatformUser): Recipient => ({
  platform,
  userId,
  groupId: null,
  replyPath: null,
});

/** The answer to a message, where it was said. */
export const answerTo = ({ platform, senderId, groupId, replyPath }: InboundMessage): Recipient => ({
  platform,
  userId: senderId,
  groupId,
  replyPath,
});
