import { teachName } from "../../server/commands/names/teachName";
import type { Ctx } from "../../server/context";
import type { Draft } from "./draft";
import { mentionOf, mentionWords, type Resolution } from "./resolve";

/** Whom a name was taken for is a lesson: picked when asked, or left to stand where habit had decided. */
export async function learnNames(ctx: Ctx, draft: Draft, resolutions: Resolution[]): Promise<void> {
  for (const [index, resolution] of resolutions.entries()) {
    const matter = draft.reading.matters[index];
    const words = matter && mentionWords(mentionOf(matter) ?? NOBODY);
    if (!words || resolution.kind !== "one") continue;
    const wasPicked = draft.choices[String(index)] !== undefined;
    if (!wasPicked && !resolution.wasLearned) continue;
    const kind = wasPicked ? "picked" : "stood";
    await teachName(ctx, { words, customer: resolution.customer.id, kind, messageId: ctx.source.messageId });
  }
}

const NOBODY = { name: null, company: null, phones: [], wechat: null };
