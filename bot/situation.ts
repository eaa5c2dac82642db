import type { TimeExpression } from "../models/shared/contracts/extraction";
import { t } from "../models/shared/text/zhCN/chat";
import type { Ctx } from "../server/context";
import { untilIn } from "../server/extractor/rules/intents/orders";
import { resolveTimes } from "../server/extractor/rules/times/resolveTimes";
import { NO_MENTION } from "../server/queries/match/types";
import { matchCustomers } from "../server/queries/matchCustomers";
import type { Question } from "./actions";
import { isOvertaken } from "./draft/lastWritten";
import { nameAlone } from "./draft/nameAlone";
import { listedAt, pointedOut } from "./draft/pointedOut";
import { ringAnswerIn, rungUnanswered } from "./draft/rung";
import { readCorrection, readWrongField, type Known } from "./draft/readCorrection";
import { toMention } from "./draft/resolve";
import { lastKept, lastOrder, openQuestion } from "./pending";
import { isNo, isYes, type Situation } from "./router";

async function isKnownName(ctx: Ctx, text: string): Promise<boolean> {
  const words = text.trim();
  const people = await matchCustomers(ctx, { ...NO_MENTION, name: words });
  if (people.length > 0 || (await matchCustomers(ctx, { ...NO_MENTION, company: words })).length > 0) return true;
  const person = await nameAlone(ctx, words);
  return person !== null && (await matchCustomers(ctx, toMention(person))).length > 0;
}

/** Whether a bare yes means the card about rights: nothing was asked or settled since. */
async function isOrderAsked(ctx: Ctx, keptAt: Date | undefined): Promise<boolean> {
  const order = await lastOrder(ctx);
  return order !== null && !(keptAt && keptAt > order.at) && !(await isOvertaken(ctx, order.at));
}

/** Whether the words answer what is to be changed: what is right, or of which field something is wrong. */
function corrects(question: Question | undefined, text: string, known: Known): boolean {
  if (question?.kind !== "editDraft" && question?.kind !== "editSaved") return false;
  return readCorrection(text, known, question.field) !== null || readWrongField(text, known) !== undefined;
}

/** What a bare yes or no would be the answer to. */
async function whatWaits(ctx: Ctx, asked: { question: Question; at: Date } | null): Promise<Waiting> {
  const kept = await lastKept(ctx);
  const isAboutDraft = asked === null || "draft" in asked.question;
  const isDraftLast = kept !== null && (isAboutDraft || kept.at > asked.at);
  return { hasOpenDraft: isDraftLast, isOrderAsked: await isOrderAsked(ctx, kept?.at) };
}

type Waiting = Pick<Situation, "hasOpenDraft" | "isOrderAsked">;

/** Beside a time, a reminder may still need a name. */
const asksWho = (question: Question | undefined) => question?.kind === "who" || question?.kind === "when";

/** How long is no time but where it is asked for: 一周. */
const saysTime = (
  question: Question | undefined,
  times: TimeExpression[],
  { text, now }: { text: string; now: Date },
) => times.length > 0 || (question?.kind === "until" && untilIn(text, now) !== null);

/** 还有后天也提醒一下, 提醒我: what it is stands in what was said before, or nowhere. */
const asksReminderAlone = (text: string, times: TimeExpression[]) =>
  t.reminder.again.test(times.reduce((left, { source }) => left.replace(source.text, ""), text).trim());

const answersRing = async (ctx: Ctx, text: string, times: TimeExpression[]) =>
  ringAnswerIn(text, times) !== null && (await rungUnanswered(ctx)).length > 0;

/** Whether the words say which of those asked about, or listed, is meant. */
async function pointsOut(ctx: Ctx, question: Question | undefined, text: string): Promise<boolean> {
  if (question?.kind === "listed") return listedAt(question, text) !== null;
  return question?.kind === "who" && (await pointedOut(ctx, question, text)) !== null;
}

/** Looks no further than the words give reason to: most messages are neither a yes nor the answer to a question. */
export async function situationOf(ctx: Ctx, text: string, known: Known): Promise<Situation> {
  const open = await openQuestion(ctx);
  const times = resolveTimes(text, known.now);
  const question = open?.question;
  const isPointedOut = await pointsOut(ctx, question, text);
  // A list asks nothing: what waits for an answer waits all the same.
  const asked = question?.kind === "listed" ? null : open;
  return {
    question: question ?? null,
    ...(isYes(text) || isNo(text) ? await whatWaits(ctx, asked) : { hasOpenDraft: false, isOrderAsked: false }),
    hasTime: saysTime(question, times, { text, now: known.now }),
    asksReminderAlone: asksReminderAlone(text, times),
    answersRing: !asked && (await answersRing(ctx, text, times)),
    isCorrection: corrects(question, text, known),
    isKnownName: asksWho(question) && !isPointedOut && (await isKnownName(ctx, text)),
    isPointedOut,
  };
}
