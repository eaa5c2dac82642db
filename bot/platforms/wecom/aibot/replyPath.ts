import { z } from "zod";
import type { Callback } from "./frames";

/** The platform takes a welcome and a card's update for five seconds; what is sent later than this would come too late. */
const QUICK_MS = 4500;
/** How long a message can be answered directly. */
const ANSWER_MS = 10 * 60_000;

const schema = z.object({
  reqId: z.string(),
  kind: z.enum(["message", "welcome", "press"]),
  /** In milliseconds; afterwards the platform no longer takes it. */
  until: z.number(),
  /** Where one more answer can be posted, for a longer time. */
  url: z.string().optional(),
});

/** How a callback can be answered: opaque to everything above this platform. */
export type ReplyPath = z.infer<typeof schema>;

export function newReplyPath(kind: ReplyPath["kind"], callback: Callback, came: { reqId: string; at: Date }): string {
  const until = came.at.getTime() + (kind === "message" ? ANSWER_MS : QUICK_MS);
  const url = callback.response_url;
  return JSON.stringify({ reqId: came.reqId, kind, until, ...(url ? { url } : {}) } satisfies ReplyPath);
}

export const readReplyPath = (path: string | null): ReplyPath | null => (path ? schema.parse(JSON.parse(path)) : null);
