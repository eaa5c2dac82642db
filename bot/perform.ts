import { t } from "../models/shared/text/zhCN/chat";
import type { Ctx } from "../server/context";
import { noteCard } from "./cards/askCards";
import { advance } from "./draft/advance";
import { answerQuestion, dropQuestion } from "./handlers/answerQuestion";
import { askAboutFiles } from "./handlers/files";
import { showNote, smallTalk } from "./handlers/fixedNotes";
import { handlers } from "./handlers";
import { locate } from "./handlers/locate";
import { showUnread } from "./handlers/visit";
import { openQuestion } from "./pending";
import type { Plan } from "./plan";
import { expiredReply, pressDraft } from "./presses/draftPresses";
import { press } from "./presses/press";
import { reply, type Reply } from "./reply";

const NOTHING: Reply = { cards: [] };

async function answer(ctx: Ctx, plan: Extract<Plan, { do: "answer" }>): Promise<Reply> {
  const open = await openQuestion(ctx);
  if (open?.id === plan.question) return answerQuestion(ctx, open.question, plan.draft);
  return plan.draft.reading.matters.length > 0 ? advance(ctx, plan.draft) : smallTalk(ctx, plan.draft);
}

/** Carries a plan out. Touches the database only, and may be run again after a conflict. */
export async function perform(ctx: Ctx, plan: Plan): Promise<Reply> {
  switch (plan.do) {
    case "press":
      return press(ctx, plan.action);
    case "settled":
      return {
        ...reply(noteCard(t.other.settledTitle(plan.outcome ?? t.closed.settled))),
        closedAs: plan.outcome ?? t.closed.settled,
      };
    case "expired":
      return expiredReply();
    case "record":
      return plan.draft.reading.matters.length > 0 ? advance(ctx, plan.draft) : smallTalk(ctx, plan.draft);
    case "handle":
      return handlers[plan.handler](ctx, plan.draft);
    case "answer":
      return answer(ctx, plan);
    case "dropQuestion":
      return dropQuestion(ctx);
    case "confirmOpen":
      return pressDraft(ctx, { kind: plan.yes ? "confirm" : "cancel", draft: plan.pending });
    case "locate":
      return locate(ctx, plan);
    case "show":
      if (plan.card === "unsupported") return showUnread(ctx);
      return plan.files?.length ? askAboutFiles(ctx, plan.card, plan.files) : showNote(ctx, plan.card);
    case "nothing":
      return NOTHING;
  }
}
