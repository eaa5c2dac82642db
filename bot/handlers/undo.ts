import { t } from "../../models/shared/text/zhCN/chat";
import type { UndoOutcome } from "../../server/commands/takeBackEvents";
import { undoMessage } from "../../server/commands/undoMessage";
import type { Ctx } from "../../server/context";
import { AppError } from "../../server/errors";
import { noteCard } from "../cards/askCards";
import { fitButton, fitRows, fitTitle, row } from "../cards/parts";
import type { Draft } from "../draft/draft";
import { draftBehind, writtenMessages } from "../draft/lastWritten";
import { reply, type DraftCard, type Reply } from "../reply";

const UNDO_MS = 24 * 60 * 60_000;

function undoneCard({ removed, restored, kept }: UndoOutcome): DraftCard {
  const [first] = [...removed, ...restored];
  const count = removed.length + restored.length;
  const rows = [
    ...kept.map((record) => row(t.rows.note, `${record.title} ${t.undo.kept[record.why]}`)),
    ...removed.map((record) => row(t.undo.entity[record.entity], t.undo.removed("", record.title))),
    ...restored.map((record) => row(t.undo.entity[record.entity], t.undo.restored("", record.title))),
  ];
  const title = count === 1 && first ? t.undo.title(t.undo.entity[first.entity]) : t.undo.titleMany(count);
  return { title: fitTitle(title), rows: fitRows(rows) };
}

/** Takes one message back; that it is already gone is an answer, not a failure. */
export async function undoOne(ctx: Ctx, messageId: string): Promise<Reply> {
  try {
    return { ...reply(undoneCard(await undoMessage(ctx, { messageId }))), closedAs: t.closed.undone };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...reply(noteCard(t.undo.already)), closedAs: t.closed.undone };
  }
}

async function chooseUndo(ctx: Ctx): Promise<Reply> {
  const items = await writtenMessages(ctx, { ms: UNDO_MS, limit: 5 });
  if (items.length === 0) return reply(noteCard(t.undo.nothing, t.undo.nothingHelp));
  const buttons = items.map((item) => ({
    text: fitButton(draftBehind(item)?.text ?? t.undo.entity.reminder),
    action: { kind: "undo", message: item._id } as const,
  }));
  return reply({ title: t.undo.listTitle, buttons });
}

/** `/撤销` takes back the last chat write of the day, `/撤销 列表` offers a choice. */
export async function undo(ctx: Ctx, said: Draft): Promise<Reply> {
  if (said.reading.rest.trim() !== "") return chooseUndo(ctx);
  const [last] = await writtenMessages(ctx, { ms: UNDO_MS, limit: 1 });
  return last ? undoOne(ctx, last._id) : reply(noteCard(t.undo.nothing, t.undo.nothingHelp));
}
