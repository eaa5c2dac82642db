import type { Correction } from "../../models/shared/contracts/extraction";
import type { Customer } from "../../models/shared/entities/customer";
import { t } from "../../models/shared/text/zhCN/chat";
import { readMention } from "../../models/shared/values/address";
import type { Ctx } from "../../server/context";
import { namesInText } from "../../server/queries/namesInText";
import type { Question } from "../actions";
import { noteCard, promptCard } from "../cards/askCards";
import { nameOf, quoteOf } from "../cards/parts";
import { advance } from "../draft/advance";
import { asRetold, correctDraft } from "../draft/correctDraft";
import { figureCorrections } from "../draft/correctFigures";
import { dealMeant } from "../draft/dealMeant";
import type { Draft } from "../draft/draft";
import { lastWritten } from "../draft/lastWritten";
import { readCorrection, readWrongField } from "../draft/readCorrection";
import { namesPerson } from "../draft/resolve";
import { resetReminder } from "./reminder";
import { lastKept, openQuestion } from "../pending";
import { reply, type Reply } from "../reply";

/** 客户 in a correction may be a person or a company: as which the name is known decides. */
async function asCalled(ctx: Ctx, correction: Correction): Promise<Correction> {
  const { field, value } = correction;
  if (field === "name" && value.ambiguous && !(await namesPerson(ctx, value.value))) {
    return { ...correction, field: "company" };
  }
  return field === "company" && readMention(value.value).kind === "address"
    ? { ...correction, field: "name" }
    : correction;
}

/** Asks what is right: of one field, or which it is. */
function askRight(target: Draft, field?: Correction["field"], title: string = t.ask.editTitle): Reply {
  const which = field ? { field } : {};
  const question: Question = target.replaces
    ? { kind: "editSaved", message: target.replaces, ...which }
    : { kind: "editDraft", draft: target.id, ...which };
  const card = field ? promptCard(t.correct.fields[field].ask, t.correct.askHelp) : promptCard(title, t.ask.editHelp);
  return { cards: [card], question };
}

/**
 * Applies what was said to a draft or to a draft that replaces something written.
 * @param field what was asked for, when one was
 */
export async function correctWith(
  ctx: Ctx,
  target: Draft,
  { said, field }: { said: Draft; field?: Correction["field"] | undefined },
): Promise<Reply> {
  // The names are looked for again: the bare words may have been no correction by themselves.
  const known = { now: new Date(said.saidAt), knownNames: await namesInText(ctx, said.text) };
  const correction = said.reading.correction ?? readCorrection(said.text, known, field);
  if (!correction) return correctFigures(ctx, target, { said, wrongField: readWrongField(said.text, known) });
  const deal = field ? null : await dealMeant(ctx, target, { said, correction });
  if (deal?.kind === "none") return noDealToCorrect(deal.customer, said);
  if (deal?.kind === "standing") return advance(ctx, deal.order);
  return applyCorrection(ctx, deal?.target ?? target, { said, correction });
}

/** 不对 是3吨: what told of 2吨 tells of 3. Where no figure of it is meant, what is right is asked. */
async function correctFigures(
  ctx: Ctx,
  target: Draft,
  { said, wrongField }: { said: Draft; wrongField: Correction["field"] | undefined },
): Promise<Reply> {
  const figures = figureCorrections(target, said.text);
  const last = figures.at(-1);
  if (!last) return askRight(target, wrongField, t.correct.unclear);
  const before = figures.slice(0, -1).reduce((draft, one) => correctDraft(draft, one, said.text), target);
  return applyCorrection(ctx, before, { said, correction: last });
}

/** 不对，是海川的 of three notes: the words do not say which of them is. */
const leavesOpenWhich = ({ reading }: Draft, { field, former }: Correction) =>
  reading.matters.length > 1 && (field === "company" || field === "name") && !former;

async function applyCorrection(
  ctx: Ctx,
  target: Draft,
  { said, correction }: { said: Draft; correction: Correction },
): Promise<Reply> {
  const meant = asRetold(target, await asCalled(ctx, correction), said.text);
  if (leavesOpenWhich(target, meant)) return reply(noteCard(t.correct.whichTitle, t.correct.whichHelp));
  const corrected = correctDraft(target, meant, said.text);
  return (await resetReminder(ctx, corrected)) ?? advance(ctx, corrected);
}

/** 改成22万 behind a reminder of whom no deal is known: what can be changed, and how a deal is told. */
function noDealToCorrect(customer: Customer | null, said: Draft): Reply {
  const help = customer ? t.correct.noDealHelp(nameOf(customer)) : t.correct.noDealOfNobodyHelp;
  return reply({ ...noteCard(t.correct.noDeal, help), quote: quoteOf(said) });
}

/** `/改` or 不对, and nothing of what is right. */
const isBare = ({ reading: { command, rest }, text }: Draft) =>
  command === "correct" ? rest.trim() === "" : t.correct.bare.test(text.trim());

/** `/改 金额 5万`, 不对，是5万: changes what came last, the open draft or a record of the last ten minutes. */
export async function correct(ctx: Ctx, said: Draft): Promise<Reply> {
  const kept = await lastKept(ctx);
  const written = await lastWritten(ctx, kept?.at);
  if (!written && kept && isBare(said) && (await asksWhom(ctx))) return advance(ctx, kept.draft);
  const target = written ?? kept?.draft;
  if (!target) return reply(noteCard(t.correct.nothing, t.correct.nothingHelp));
  return isBare(said) ? askRight(target) : correctWith(ctx, target, { said });
}

/** 不对 to 哪位张总 says nothing of the sentence itself. */
const asksWhom = async (ctx: Ctx) => (await openQuestion(ctx))?.question.kind === "who";
