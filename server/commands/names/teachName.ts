import { newId } from "../../../models/newId";
import { NameLesson, type LessonKind } from "../../../models/system/nameLesson";
import { vault } from "../../../models/vault";
import type { Ctx } from "../../context";
import { LESSON_LIFE_MS, mentionHash } from "../../queries/match/lessons";
import { findReadable } from "../../queries/findReadable";

export interface Lesson {
  /** As said: 张总. */
  words: string;
  customer: string;
  kind: LessonKind;
  /** The message whose undo takes the lesson back. */
  messageId: string | null;
}

/**
 * Notes whom the actor means by a name. Said again, it decides where nothing else does; for this colleague only.
 * @throws AppError `not_found` for a customer the actor may not see
 */
export async function teachName(ctx: Ctx, { words, customer, kind, messageId }: Lesson): Promise<void> {
  await findReadable(ctx, "customer", customer);
  const row = {
    _id: newId(),
    user: ctx.actor.id,
    mention: mentionHash(words),
    sealedWords: vault().seal(words),
    customer,
    kind,
    messageId,
    at: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + LESSON_LIFE_MS),
  };
  await NameLesson.insertMany([row], { lean: true });
}
