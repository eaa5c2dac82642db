import { t } from "../../models/shared/text/zhCN/chat";
import { gateSentence } from "../../models/shared/text/zhCN/gates";
import { approveMove } from "../../server/commands/approval/approveMove";
import { refuseMove } from "../../server/commands/approval/refuseMove";
import type { Ctx } from "../../server/context";
import { AppError } from "../../server/errors";
import { findReadable } from "../../server/queries/findReadable";
import type { Action } from "../actions";
import { noteCard, promptCard } from "../cards/askCards";
import { fitText, fitTitle } from "../cards/parts";
import { UNDO_BUTTON_MS } from "../draft/draft";
import { reply, type Reply } from "../reply";

type ApprovalAction = Extract<Action, { approval: string }>;

const undoable = (ctx: Ctx, title: string, text?: string): Reply["cards"][number] => ({
  title: fitTitle(title),
  ...(text ? { text: fitText(text) } : {}),
  buttons: [
    { text: t.actions.undo, action: { kind: "undo", message: String(ctx.source.messageId) }, lastsMs: UNDO_BUTTON_MS },
  ],
});

async function approve(ctx: Ctx, id: string): Promise<Reply> {
  const approval = await approveMove(ctx, { id });
  return {
    cards: [undoable(ctx, t.approval.approved(approval.title))],
    wrote: true,
    about: approval.customer,
    closedAs: t.approval.approve,
  };
}

/** Says no with the reason given; the rep is told. */
export async function refuse(ctx: Ctx, { approval: id, note }: { approval: string; note: string }): Promise<Reply> {
  const approval = await refuseMove(ctx, { id, note });
  return {
    cards: [undoable(ctx, t.approval.refused(approval.title), note)],
    wrote: true,
    about: approval.customer,
    closedAs: t.approval.refuse,
  };
}

async function askRefusal(ctx: Ctx, approval: string): Promise<Reply> {
  await findReadable(ctx, "approval", approval);
  const buttons = t.approval.notes.map((note) => ({
    text: note,
    action: { kind: "refuseMove", approval, note } as const,
  }));
  return {
    cards: [promptCard(t.approval.askTitle, t.approval.askHelp, buttons)],
    question: { kind: "refusal", approval },
    closedAs: t.approval.refuse,
  };
}

function pressOn(ctx: Ctx, pressed: ApprovalAction): Promise<Reply> {
  switch (pressed.kind) {
    case "approveMove":
      return approve(ctx, pressed.approval);
    case "askRefusal":
      return askRefusal(ctx, pressed.approval);
    case "refuseMove":
      return refuse(ctx, pressed);
  }
}

/** A manager's answer to a request. One that another manager answered, or the rep took back, is told as settled. */
export async function pressApproval(ctx: Ctx, pressed: ApprovalAction): Promise<Reply> {
  try {
    return await pressOn(ctx, pressed);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { gate } = error.details;
    if (gate) return reply(noteCard(t.approval.stillClosed, gateSentence(gate.stage, gate.missing)));
    if (error.code !== "forbidden" && error.code !== "not_found") throw error;
    return { ...reply(noteCard(t.approval.closed)), closedAs: t.closed.settled };
  }
}
