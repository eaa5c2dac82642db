import { access as t } from "../../models/shared/text/zhCN/access";
import { User } from "../../models/system/user";
import { answerAccess } from "../../server/commands/access/answerAccess";
import { requestAccess } from "../../server/commands/access/requestAccess";
import type { Ctx } from "../../server/context";
import { AppError } from "../../server/errors";
import type { Action } from "../actions";
import { noteCard } from "../cards/askCards";
import { reply, type Reply } from "../reply";

type AccessAction = Extract<Action, { kind: "requestAccess" | "answerAccess" }>;

async function ask(ctx: Ctx, pressed: Extract<Action, { kind: "requestAccess" }>): Promise<Reply> {
  const state = await requestAccess(ctx, pressed);
  const cards = {
    open: noteCard(t.requestedTitle, t.requestedHelp),
    granted: noteCard(t.requestedTitle, t.requestedHelp),
    refused: noteCard(t.refusedBefore),
  };
  return { ...reply(cards[state]), closedAs: t.requested };
}

async function answer(ctx: Ctx, { request, yes }: Extract<Action, { kind: "answerAccess" }>): Promise<Reply> {
  const { requester } = await answerAccess(ctx, { id: request, yes });
  const who = await User.findOne({ _id: requester }, { name: 1 }).lean();
  return { ...reply(noteCard(t.answered(who?.name ?? "", yes))), closedAs: yes ? t.saidYes : t.saidNo };
}

/** Asking to join a colleague's customer, and the colleague's answer. */
export async function pressAccess(ctx: Ctx, pressed: AccessAction): Promise<Reply> {
  try {
    return await (pressed.kind === "requestAccess" ? ask(ctx, pressed) : answer(ctx, pressed));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "not_found") throw error;
    return { ...reply(noteCard(t.goneTitle, t.goneHelp)), closedAs: t.requested };
  }
}
