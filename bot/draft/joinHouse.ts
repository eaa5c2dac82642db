import type { Reading } from "../../models/shared/contracts/extraction";
import { openJson } from "../../models/vault";
import type { Ctx } from "../../server/context";
import { readWithFacts } from "../../server/extractor/readMessage";
import { NO_MENTION } from "../../server/queries/match/types";
import { matchCustomers } from "../../server/queries/matchCustomers";
import { namesInText } from "../../server/queries/namesInText";
import type { Plan } from "../plan";
import { EDIT_MS, type Draft } from "./draft";
import { lastMessage } from "./lastMessage";
import { besideNames } from "./nameAlone";

/** Words that are one company's name and nothing besides; null for others. */
export async function companyAlone(ctx: Ctx, text: string): Promise<string | null> {
  const words = text.trim();
  if (words.length > LONGEST_NAME) return null;
  const { facts } = readWithFacts(words, { now: ctx.now, knownNames: await namesInText(ctx, words) });
  const [company, ...others] = facts.companies;
  if (!company || facts.people.length + others.length > 0) return null;
  const { text: name } = facts.normal.span(company.start, company.end);
  return besideNames(words, [name]) === "" ? name : null;
}

const LONGEST_NAME = 24;

/** The company that was all of the message right before this one. */
async function namedJustBefore(ctx: Ctx): Promise<string | null> {
  const since = new Date(ctx.now.getTime() - EDIT_MS);
  const last = await lastMessage(ctx, since);
  if (!last?.sealedPlan || last.hasWritten) return null;
  const { text, do: deed } = openJson<Plan>(last.sealedPlan);
  return deed === "handle" ? companyAlone(ctx, text) : null;
}

/** Whether a sentence opens with somebody of whom it is not said where. */
function opensWithPerson({ matters, command, pronoun }: Reading): boolean {
  const [matter, ...others] = matters;
  const [first] = matter?.customers ?? [];
  if (command !== null || pronoun || others.length > 0 || !first?.name || first.company) return false;
  return first.name.source.start <= OPENING && first.phones.length === 0;
}

/** 那王经理说 */
const OPENING = 2;

/** The draft for a customer picked from the question: where they are of another house, the one named before has no part in it. */
export async function leaveHouse(ctx: Ctx, draft: Draft, picked: string): Promise<Draft> {
  const [matter, ...others] = draft.reading.matters;
  const [person, ...beside] = matter?.customers ?? [];
  if (!draft.isJoined || !matter || !person?.company) return draft;
  const houses = await matchCustomers(ctx, { ...NO_MENTION, company: person.company.value });
  if (houses.some(({ customer }) => customer.id === picked)) return draft;
  const customers = [{ ...person, company: undefined }, ...beside];
  const reading = { ...draft.reading, matters: [{ ...matter, customers }, ...others] };
  return { ...draft, reading, keeps: [], isJoined: false };
}

/**
 * 海川物流, then 王经理说下周签: said in two messages what one says in one. The company's words go behind the sentence, as if it
 * had been asked where; who is nobody there yet is looked at before they are kept.
 */
export async function joinHouse(ctx: Ctx, draft: Draft): Promise<Draft> {
  if (draft.about || !opensWithPerson(draft.reading)) return draft;
  const company = await namedJustBefore(ctx);
  const [matter] = draft.reading.matters;
  const [person, ...others] = matter?.customers ?? [];
  if (!company || !matter || !person) return draft;
  const start = draft.text.length + 1;
  const source = { text: company, start, end: start + company.length };
  const customers = [{ ...person, company: { value: company, source } }, ...others];
  const reading = { ...draft.reading, matters: [{ ...matter, customers }] };
  return { ...draft, text: `${draft.text}\n${company}`, reading, keeps: [0], isJoined: true };
}
