import { createHash } from "node:crypto";
import { z } from "zod";
import type { Received } from "../../types";
import { readBody } from "./readBody";
import { NAME } from "./types";

const press = z.looseObject({
  outTrackId: z.string().min(1),
  userId: z.string().min(1),
  content: z.string().optional(),
  value: z.string().optional(),
});

const pressed = z.object({
  cardPrivateData: z.object({
    actionIds: z.array(z.string()).default([]),
    params: z.record(z.string(), z.unknown()).default({}),
  }),
});

/** The answer to a press. The card is drawn again from our own state by a call after it; calling inside of it is forbidden. */
export const UNCHANGED = { cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true } };

/** The template binds the button's id into the params; the component's own id is what is left otherwise. */
function actionIdIn(content: unknown): string | null {
  const parsed = pressed.safeParse(content);
  if (!parsed.success) return null;
  const { actionIds, params } = parsed.data.cardPrivateData;
  const bound = [params.actionId, params.action].find((value) => typeof value === "string" && value !== "");
  return (bound as string | undefined) ?? actionIds[0] ?? null;
}

/**
 * Turns a press on a card into a neutral message; the same over a hook and over a socket. A press has no id of its own:
 * what was pressed by whom is one, because a button works once.
 */
export function decodePress(json: unknown, now: Date): Received {
  const parsed = press.safeParse(json);
  if (!parsed.success) return { type: "ignored", reason: "malformed press" };
  const { outTrackId, userId, content, value } = parsed.data;
  const actionId = actionIdIn(readBody(content ?? value ?? ""));
  if (!actionId) return { type: "ignored", reason: "a press without a button" };
  const externalId = createHash("sha256").update([outTrackId, actionId, userId].join("|")).digest("hex");
  return {
    type: "message",
    message: {
      platform: NAME,
      externalId,
      conversationId: userId.toLowerCase(),
      senderId: userId,
      groupId: null,
      replyPath: null,
      sentAt: now,
      content: { kind: "action", actionId, cardId: outTrackId, updateToken: outTrackId },
    },
  };
}
