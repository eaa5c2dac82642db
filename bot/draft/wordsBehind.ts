import { t } from "../../models/shared/text/zhCN/chat";
import { bareCompany } from "../../models/shared/values/companyName";
import type { InboxRow } from "../../models/system/inboxItem";
import type { Ctx } from "../../server/context";
import { firstWrittenBy, type Written } from "../../server/queries/firstWrittenBy";
import { draftBehind } from "./lastWritten";

/** A press or a command has no sentence to show: what it changed tells it from the others. */
function labelOf(written: Written | undefined): string {
  if (!written) return t.undo.other;
  return [t.undo.entity[written.entity], written.title && bareCompany(written.title)].filter(Boolean).join("·");
}

/** What tells each of these messages from the others: its sentence, or what it changed. */
export async function wordsBehind(ctx: Ctx, items: readonly InboxRow[]): Promise<string[]> {
  const told = items.map((item) => ({ id: item._id, sentence: draftBehind(item)?.text }));
  const wordless = told.filter(({ sentence }) => sentence === undefined).map(({ id }) => id);
  const written = await firstWrittenBy(ctx, wordless);
  return told.map(({ id, sentence }) => sentence ?? labelOf(written.get(id)));
}
