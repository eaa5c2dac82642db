import type { Correction } from "../../models/shared/contracts/extraction";
import { t } from "../../models/shared/text/zhCN/chat";
import type { Ctx } from "../../server/context";
import { noteCard, promptCard } from "../cards/askCards";
import { advance } from "../draft/advance";
import { correctDraft } from "../draft/correctDraft";
import type { Draft } from "../draft/draft";
import { lastWritten } from "../draft/lastWritten";
import { readCorrection } from "../draft/readCorrection";
import { namesPerson } from "../draft/resolve";
import { resetReminder } from "./reminder";
import { lastKept } from "../pending";
import { reply, type Reply } from "../reply";

/** 客户 in a correction may be a person or a company: as which the name is known decides. */
async function asCalled(ctx: Ctx, correction: Correction): Promise<Correction> {
  const { field, value } = correction;
  const isCompany = field === "name" && value.ambiguous && !(await namesPerson(ctx, value.value));
  return isCompany ? { ...correction, field: "company" } : correction;
}

/** Applies what was said to a draft or to a draft that replaces something written. */
export async function correctWith(ctx: Ctx, target: Draft, said: Draft): Promise<Reply> {
  // What was read knows the customers' names; the bare words are read again where they were no correction by themselves.
  const correction = said.reading.correction ?? readCorrection(said.text, new Date(said.saidAt));
  if (!correction) return reply(promptCard(t.correct.unclear, t.ask.editHelp));
  const corrected = correctDraft(target, await asCalled(ctx, correction), said.text);
  return (await resetReminder(ctx, corrected)) ?? advance(ctx, corrected);
}

/** `/改 金额 5万`, 不对，是5万: changes what came last, the open draft or a record of the last ten minutes. */
export async function correct(ctx: Ctx, said: Draft): Promise<Reply> {
  const kept = await lastKept(ctx);
  const target = (await lastWritten(ctx, kept?.at)) ?? kept?.draft;
  if (!target) return reply(noteCard(t.correct.nothing, t.correct.nothingHelp));
  if (said.reading.command === "correct" && said.reading.rest.trim() === "") {
    const question = target.replaces
      ? ({ kind: "editSaved", message: target.replaces } as const)
      : ({ kind: "editDraft", draft: target.id } as const);
    return { cards: [promptCard(t.ask.editTitle, t.ask.editHelp)], question };
  }
  return correctWith(ctx, target, said);
}
