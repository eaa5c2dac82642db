import { t } from "../../models/shared/text/zhCN/chat";
import { writtenTalk as w } from "../../models/shared/text/zhCN/writtenTalk";
import { dayOf, instantOf, timeOf } from "../../models/shared/values/day";
import type { Ctx } from "../../server/context";
import { noteCard } from "../cards/askCards";
import { fitNote, fitRows, row } from "../cards/parts";
import { MOST_OF_A_DAY, writtenMessages } from "../draft/lastWritten";
import { wordsBehind } from "../draft/wordsBehind";
import { lastKept } from "../pending";
import { reply, type DraftButton, type Reply } from "../reply";

const TAKE_BACK: DraftButton = { text: w.takeBack, action: { kind: "say", text: `${t.undo.command} ${t.undo.list}` } };

/** 刚才记了啥, 都记上了吗: what was written today, newest first, and what still waits for a yes. */
export async function written(ctx: Ctx): Promise<Reply> {
  const ms = ctx.now.getTime() - instantOf(dayOf(ctx.now)).getTime();
  const items = await writtenMessages(ctx, { ms, limit: MOST_OF_A_DAY });
  const waiting = await lastKept(ctx);
  if (items.length === 0 && !waiting) return reply(noteCard(w.none, w.noneHelp));
  const words = await wordsBehind(ctx, items);
  const rows = items.map(({ createdAt }, at) => row(timeOf(createdAt), words[at] ?? ""));
  return reply({
    title: items.length > 0 ? w.title(items.length) : w.none,
    ...(waiting ? { subtitle: fitNote(w.waitingHelp) } : {}),
    rows: fitRows([...(waiting ? [row(w.waiting, waiting.draft.text)] : []), ...rows]),
    buttons: [...(items.length > 0 ? [TAKE_BACK] : []), { text: t.actions.openApp, path: "/today" }],
  });
}
