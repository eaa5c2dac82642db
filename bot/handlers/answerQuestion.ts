import { t } from "../../models/shared/text/zhCN/chat";
import { defaultVisitText } from "../../models/shared/text/zhCN/visits";
import { noteResult } from "../../server/commands/reminder/noteResult";
import type { Ctx } from "../../server/context";
import { planReminder } from "../../server/calendar/planReminder";
import { findReadable } from "../../server/queries/findReadable";
import { findVisitOfReminder } from "../../server/queries/findVisits";
import { decide } from "../../server/queries/match/score";
import { matchCustomers } from "../../server/queries/matchCustomers";
import type { Question } from "../actions";
import { noteCard, promptCard } from "../cards/askCards";
import { quoteOf } from "../cards/parts";
import { savedCard } from "../cards/savedCard";
import { timeIn } from "../draft/timeIn";
import { advance } from "../draft/advance";
import { applyDraft } from "../draft/applyDraft";
import { withTime } from "../draft/askWhen";
import type { Draft } from "../draft/draft";
import { findWritten, lastWritten } from "../draft/lastWritten";
import { nameAlone, type Person } from "../draft/nameAlone";
import { listedAt, pointedOut } from "../draft/pointedOut";
import { mentionOf, namesPerson, toMention } from "../draft/resolve";
import { closeDraft, closeQuestion, findDraft, openQuestion } from "../pending";
import { refuse } from "../presses/approvalPresses";
import { choose, expiredReply } from "../presses/draftPresses";
import { invalidate, orSettled } from "../presses/leadPresses";
import { moveVisit } from "../presses/visitPresses";
import { postponeCard } from "../presses/reminderPresses";
import { reply, type Reply } from "../reply";
import { correctWith } from "./correct";
import { answerFiles } from "./files";
import { smallTalk } from "./fixedNotes";
import { answerUntil } from "./grant";
import { nothingToRemind, reminder, setReminder } from "./reminder";
import { showOne } from "./showCustomer";

async function answerTime(ctx: Ctx, id: string, said: Draft): Promise<Reply> {
  const due = timeIn(said);
  if (!due) return nothingToRemind();
  const visit = await findVisitOfReminder(ctx, id);
  if (visit?.state === "planned") return moveVisit(ctx, visit, due);
  const plan = planReminder(due, { now: ctx.now, explicit: true });
  if ("refused" in plan) return reply(promptCard(t.reminder.past, t.reminder.pastHelp));
  return postponeCard(ctx, id, plan.remindAt);
}

type Matter = Draft["reading"]["matters"][number];

/** All that was said, as the one note. */
function asNote(said: Draft, customers: Matter["customers"] = []): Matter {
  const [matter] = said.reading.matters;
  const content = { value: said.text.trim(), source: { text: said.text, start: 0, end: said.text.length } };
  const method = matter?.followUp?.method ?? null;
  const empty = { nextActions: [], keywords: [], products: [], competitors: [] };
  return { ...empty, ...matter, customers, followUp: { method, content } };
}

/** What came of a finished reminder: noted on it, and a follow-up of its customer where it has one. */
async function answerResult(ctx: Ctx, asked: Extract<Question, { kind: "result" }>, said: Draft): Promise<Reply> {
  const noted = await noteResult(ctx, { id: asked.reminder, result: said.text.trim() });
  if (!asked.customer) return { ...reply(noteCard(t.reminder.completed(noted.text), said.text)), wrote: true };
  const customer = await findReadable(ctx, "customer", asked.customer);
  const draft: Draft = {
    ...said,
    reading: { ...said.reading, matters: [asNote(said)] },
    choices: { "0": { customer: customer.id, contact: null } },
  };
  const resolution = { kind: "one" as const, customer, contact: null, wasLearned: false };
  const applied = await applyDraft(ctx, draft, [{ resolution, found: null }]);
  return { cards: [savedCard(ctx, { ...draft, choices: {} }, applied)], wrote: draft, about: customer.id };
}

/** Who is named, where that is certainly of this customer; nobody where it may be, null where the words are of another. */
async function peopleOf(ctx: Ctx, said: Draft, customer: string): Promise<Matter["customers"] | null> {
  const [matter, ...others] = said.reading.matters;
  if (others.length > 0) return null;
  const mention = matter ? mentionOf(matter) : null;
  if (!matter || !mention) return [];
  const candidates = await matchCustomers(ctx, mention);
  if (!candidates.some((candidate) => candidate.customer.id === customer)) return null;
  return decide(candidates)?.customer.id === customer ? matter.customers : [];
}

/** What came of a visit, unless the words name somebody else's house: then they are a record of their own. */
async function answerVisited(ctx: Ctx, asked: Extract<Question, { kind: "visited" }>, said: Draft): Promise<Reply> {
  const { followUp, customer } = await findReadable(ctx, "visit", asked.visit);
  const people = followUp ? null : await peopleOf(ctx, said, customer);
  if (people === null) return said.reading.matters.length > 0 ? advance(ctx, said) : smallTalk(ctx, said);
  const reading = { ...said.reading, matters: [asNote(said, people)] };
  return advance(ctx, { ...said, about: customer, visit: asked.visit, reading });
}

/** A time instead of a place: the visit is agreed for then. */
async function answerPlace(ctx: Ctx, asked: Extract<Question, { kind: "place" }>, said: Draft): Promise<Reply> {
  const due = timeIn(said);
  if (!due) return nothingToRemind();
  const customer = await findReadable(ctx, "customer", asked.customer);
  const resolution = { kind: "one", customer, contact: null, wasLearned: false } as const;
  return setReminder(ctx, said, { text: defaultVisitText(customer), due, resolution });
}

/** Bare words name a person when somebody is called so, else a company. */
async function personIn(ctx: Ctx, said: Draft, offset: number): Promise<Person> {
  const [named] = said.reading.matters.flatMap((matter) => matter.customers);
  if (named) return named;
  const words = said.text.trim();
  const value = { value: words, source: { text: words, start: offset, end: offset + words.length } };
  if (await namesPerson(ctx, words)) return { phones: [], name: value };
  return (await nameAlone(ctx, words, offset)) ?? { phones: [], company: value };
}

/** 华瑞 in answer to 哪位张总: at a house nobody knows yet it is 张总 who is new there. */
async function withAsked(ctx: Ctx, said: Person, asked: Person | undefined): Promise<Person> {
  if (said.name || !said.company || !asked?.name) return said;
  const isKnown = (await matchCustomers(ctx, toMention(said))).length > 0;
  return isKnown ? said : { ...said, name: asked.name };
}

/** The name typed instead of a tap: looked up like one said in the first place. */
async function answerWho(ctx: Ctx, asked: Extract<Question, { kind: "who" }>, said: Draft): Promise<Reply> {
  const target = await findDraft(ctx, asked.draft);
  const matter = target?.reading.matters[asked.matter];
  if (!target || !matter) return expiredReply();
  const chosen = await pointedOut(ctx, asked, said.text);
  if (chosen) return { ...(await choose(ctx, target, { matter: asked.matter, ...chosen })), closedAs: undefined };
  const [asWho, ...others] = matter.customers;
  const person = await withAsked(ctx, await personIn(ctx, said, target.text.length + 1), asWho);
  const customers = [person, ...others];
  const matters = target.reading.matters.with(asked.matter, { ...matter, customers });
  return advance(ctx, {
    ...target,
    text: `${target.text}\n${said.text.trim()}`,
    isConfirmed: false,
    reading: { ...target.reading, matters },
  });
}

/** When it is to ring; or who is meant, then when is asked again. */
async function answerWhen(ctx: Ctx, asked: Extract<Question, { kind: "when" }>, said: Draft): Promise<Reply> {
  const due = timeIn(said);
  if (!due) return answerWho(ctx, { kind: "who", draft: asked.draft, matter: 0, offered: [] }, said);
  const target = await findDraft(ctx, asked.draft);
  return target ? reminder(ctx, withTime(target, due, said.text)) : expiredReply();
}

/** One of a list is shown; the next words may mean another one of it. */
async function answerListed(ctx: Ctx, asked: Extract<Question, { kind: "listed" }>, said: Draft): Promise<Reply> {
  const customer = await findReadable(ctx, "customer", listedAt(asked, said.text) ?? "");
  return { ...(await showOne(ctx, customer)), question: asked };
}

/** Closes the draft an answer completed. */
async function closing(ctx: Ctx, draft: string, answered: Promise<Reply>): Promise<Reply> {
  const answer = await answered;
  if (answer.wrote) await closeDraft(ctx, draft, t.closed.confirmed);
  return answer;
}

/** Nothing was asked: what they may have meant is what they wrote last. */
async function nothingWaits(ctx: Ctx): Promise<Reply> {
  const last = await lastWritten(ctx);
  if (!last) return reply(noteCard(t.correct.nothingWaits));
  const takeBack = { text: t.undo.thatInstead, action: { kind: "say", text: t.undo.command } } as const;
  return reply({ ...noteCard(t.correct.nothingWaits, t.correct.isWritten), quote: quoteOf(last), buttons: [takeBack] });
}

/** 算了 to a question that no draft waits for. */
export async function dropQuestion(ctx: Ctx): Promise<Reply> {
  const asked = (await openQuestion(ctx))?.question.kind;
  if (!asked || asked === "listed") return nothingWaits(ctx);
  await closeQuestion(ctx);
  return reply(noteCard(asked === "editSaved" ? t.correct.dropped : t.correct.notAsked));
}

/** Takes a sentence as the answer to the last question. */
export async function answerQuestion(ctx: Ctx, asked: Question, said: Draft): Promise<Reply> {
  await closeQuestion(ctx);
  switch (asked.kind) {
    case "time":
      return answerTime(ctx, asked.reminder, said);
    case "when":
      return closing(ctx, asked.draft, answerWhen(ctx, asked, said));
    case "result":
      return answerResult(ctx, asked, said);
    case "place":
      return answerPlace(ctx, asked, said);
    case "until":
      return answerUntil(ctx, asked, said);
    case "visited":
      return answerVisited(ctx, asked, said);
    case "refusal":
      return refuse(ctx, { approval: asked.approval, note: said.text.trim().slice(0, 200) });
    case "invalidLead":
      return orSettled(invalidate(ctx, { lead: asked.lead, reason: said.text.trim().slice(0, 200) }));
    case "files":
      return answerFiles(ctx, asked.files, said);
    case "listed":
      return answerListed(ctx, asked, said);
    case "who":
      return closing(ctx, asked.draft, answerWho(ctx, asked, said));
    case "editDraft": {
      const target = await findDraft(ctx, asked.draft);
      return target ? correctWith(ctx, target, { said, field: asked.field }) : expiredReply();
    }
    case "editSaved": {
      const target = await findWritten(ctx, asked.message);
      return target ? correctWith(ctx, target, { said, field: asked.field }) : expiredReply();
    }
  }
}
