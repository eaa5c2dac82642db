import { t } from "../../models/shared/text/zhCN/chat";
import type { TimeExpression } from "../../models/shared/contracts/extraction";
import { noteResult } from "../../server/commands/reminder/noteResult";
import type { Ctx } from "../../server/context";
import { resolveTimes } from "../../server/extractor/rules/times/resolveTimes";
import { planReminder } from "../../server/planReminder";
import { findReadable } from "../../server/queries/findReadable";
import type { Question } from "../actions";
import { noteCard, promptCard } from "../cards/askCards";
import { savedCard } from "../cards/savedCard";
import { advance } from "../draft/advance";
import { applyDraft } from "../draft/applyDraft";
import type { Draft } from "../draft/draft";
import { findWritten } from "../draft/lastWritten";
import { namesPerson } from "../draft/resolve";
import { closeQuestion, findDraft } from "../pending";
import { refuse } from "../presses/approvalPresses";
import { expiredReply } from "../presses/draftPresses";
import { invalidate, orSettled } from "../presses/leadPresses";
import { postponeCard } from "../presses/reminderPresses";
import { reply, type Reply } from "../reply";
import { correctWith } from "./correct";
import { answerFiles } from "./files";
import { nothingToRemind, setReminder } from "./reminder";

const timeIn = (said: Draft): TimeExpression | undefined => resolveTimes(said.text, new Date(said.saidAt))[0];

async function answerTime(ctx: Ctx, id: string, said: Draft): Promise<Reply> {
  const due = timeIn(said);
  if (!due) return nothingToRemind();
  const plan = planReminder(due, { now: ctx.now, explicit: true });
  if ("refused" in plan) return reply(promptCard(t.reminder.past, t.reminder.pastHelp));
  return postponeCard(ctx, id, plan.remindAt);
}

async function answerWhen(ctx: Ctx, asked: Extract<Question, { kind: "when" }>, said: Draft): Promise<Reply> {
  const due = timeIn(said);
  if (!due) return nothingToRemind();
  const resolution = asked.customer
    ? ({
        kind: "one",
        customer: await findReadable(ctx, "customer", asked.customer),
        contact: null,
        wasLearned: false,
      } as const)
    : ({ kind: "nobody" } as const);
  const explicit = { ...said, reading: { ...said.reading, explicitReminder: true } };
  return setReminder(ctx, explicit, { text: asked.text, due, resolution });
}

/** What came of a finished reminder: noted on it, and a follow-up of its customer where it has one. */
async function answerResult(ctx: Ctx, asked: Extract<Question, { kind: "result" }>, said: Draft): Promise<Reply> {
  const noted = await noteResult(ctx, { id: asked.reminder, result: said.text.trim() });
  if (!asked.customer) return { ...reply(noteCard(t.reminder.completed(noted.text), said.text)), wrote: true };
  const customer = await findReadable(ctx, "customer", asked.customer);
  const content = { value: said.text.trim(), source: { text: said.text, start: 0, end: said.text.length } };
  const [matter] = said.reading.matters;
  const whole = {
    customers: [],
    nextActions: [],
    keywords: [],
    products: [],
    competitors: [],
    ...matter,
    followUp: { method: matter?.followUp?.method ?? null, content },
  };
  const draft: Draft = {
    ...said,
    reading: { ...said.reading, matters: [whole] },
    choices: { "0": { customer: customer.id, contact: null } },
  };
  const applied = await applyDraft(ctx, draft, [{ kind: "one", customer, contact: null, wasLearned: false }]);
  return { cards: [savedCard(ctx, { ...draft, choices: {} }, applied)], wrote: draft, about: customer.id };
}

type Person = Draft["reading"]["matters"][number]["customers"][number];

/** Bare words name a person when somebody is called so, else a company. */
async function personIn(ctx: Ctx, said: Draft, offset: number): Promise<Person> {
  const [named] = said.reading.matters.flatMap((matter) => matter.customers);
  if (named) return named;
  const words = said.text.trim();
  const value = { value: words, source: { text: words, start: offset, end: offset + words.length } };
  return (await namesPerson(ctx, words)) ? { phones: [], name: value } : { phones: [], company: value };
}

/** The name typed instead of a tap: looked up like one said in the first place. */
async function answerWho(ctx: Ctx, asked: Extract<Question, { kind: "who" }>, said: Draft): Promise<Reply> {
  const target = await findDraft(ctx, asked.draft);
  const matter = target?.reading.matters[asked.matter];
  if (!target || !matter) return expiredReply();
  const person = await personIn(ctx, said, target.text.length + 1);
  const customers = [person, ...matter.customers.slice(1)];
  const matters = target.reading.matters.with(asked.matter, { ...matter, customers });
  return advance(ctx, {
    ...target,
    text: `${target.text}\n${said.text.trim()}`,
    isConfirmed: false,
    reading: { ...target.reading, matters },
  });
}

/** Takes a sentence as the answer to the last question. */
export async function answerQuestion(ctx: Ctx, asked: Question, said: Draft): Promise<Reply> {
  await closeQuestion(ctx);
  switch (asked.kind) {
    case "time":
      return answerTime(ctx, asked.reminder, said);
    case "when":
      return answerWhen(ctx, asked, said);
    case "result":
      return answerResult(ctx, asked, said);
    case "refusal":
      return refuse(ctx, { approval: asked.approval, note: said.text.trim().slice(0, 200) });
    case "invalidLead":
      return orSettled(invalidate(ctx, { lead: asked.lead, reason: said.text.trim().slice(0, 200) }));
    case "files":
      return answerFiles(ctx, asked.files, said);
    case "who":
      return answerWho(ctx, asked, said);
    case "editDraft": {
      const target = await findDraft(ctx, asked.draft);
      return target ? correctWith(ctx, target, said) : expiredReply();
    }
    case "editSaved": {
      const target = await findWritten(ctx, asked.message);
      return target ? correctWith(ctx, target, said) : expiredReply();
    }
  }
}
