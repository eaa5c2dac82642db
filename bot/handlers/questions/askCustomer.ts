import { t } from "../../../models/shared/text/zhCN/chat";
import { noteReads } from "../../../server/commands/audit/noteReads";
import type { Ctx } from "../../../server/context";
import { canCreate } from "../../../server/policies";
import { findCollision } from "../../../server/queries/findCollision";
import { findReadable } from "../../../server/queries/findReadable";
import { decide } from "../../../server/queries/match/score";
import { NO_MENTION } from "../../../server/queries/match/types";
import { matchCustomers, type Candidate, type CustomerMention } from "../../../server/queries/matchCustomers";
import { takenCard } from "../../cards/accessCards";
import { pooledCard } from "../../cards/poolCards";
import { noteCard } from "../../cards/askCards";
import type { Draft } from "../../draft/draft";
import { customerInTalk, mentionWords, toMention } from "../../draft/resolve";
import { reply, type Reply } from "../../reply";
import { findCustomers, noOne, MOST, notFound, showOne, showSeveral, type Focus, type Meant } from "../showCustomer";

/** More than this in one message is a list. */
const MOST_ASKED = 3;

interface Found {
  mention: CustomerMention;
  words: string;
  meant: Meant[];
  focus: Focus;
}

/** Only the one whose whole name stands in the question, where others share a part of it. */
async function meantAmong(ctx: Ctx, mention: CustomerMention, text: string): Promise<Candidate[]> {
  const candidates = await matchCustomers(ctx, mention, { text });
  const certain = decide(candidates);
  return certain?.reasons.includes("exactName") ? [certain] : candidates;
}

/** Who is named beside the company and known to nobody there: its other numbers are not theirs. */
function strangerAt({ company, name }: CustomerMention, [only, ...others]: Candidate[]): string | null {
  if (!company || !name || !only || others.length > 0) return null;
  return only.contact || only.reasons.includes("sameCompany") ? null : name;
}

/** 他们王姐电话多少: somebody of the customer talked about, known there or not. */
async function lookUpThere(ctx: Ctx, { reading, house }: Draft, words: string): Promise<Found | null> {
  const customer = house ? await findReadable(ctx, "customer", house) : null;
  if (!customer) return null;
  const named = await matchCustomers(ctx, { ...NO_MENTION, name: words });
  const there = named.find((one) => one.customer.id === customer.id);
  const focus = { topics: reading.question?.topics ?? [], contact: there?.contact?.id ?? null };
  const mention = { ...NO_MENTION, name: words };
  return { mention, words, meant: [noOne(customer)], focus: { ...focus, stranger: there ? null : words } };
}

/** Whom one name in the question means. */
async function lookUpOne(ctx: Ctx, said: Draft, mention: CustomerMention): Promise<Found> {
  const words = mentionWords(mention);
  const there = mention.company ? null : await lookUpThere(ctx, said, words);
  if (there) return there;
  const candidates = await meantAmong(ctx, mention, said.text);
  const contact = candidates.length === 1 ? (candidates[0]?.contact?.id ?? null) : null;
  const meant = candidates.length > 0 ? candidates : (await findCustomers(ctx, words)).map(noOne);
  const topics = said.reading.question?.topics ?? [];
  return { mention, words, meant, focus: { topics, contact, stranger: strangerAt(mention, candidates) } };
}

/** Whom each name in the question means. */
async function lookUp(ctx: Ctx, said: Draft): Promise<Found[]> {
  const people = said.reading.matters.flatMap((matter) => matter.customers).slice(0, MOST_ASKED);
  const found: Found[] = [];
  for (const person of people) found.push(await lookUpOne(ctx, said, toMention(person)));
  return found;
}

const joinFocus = (before: Focus, other: Focus): Focus => ({
  ...before,
  contact: before.contact ?? other.contact,
  stranger: before.stranger ?? other.stranger,
});

/** 海川上次聊到哪了，王芳电话多少: two names of one customer make one card, which speaks of both. */
function mergeByCustomer(found: Found[]): Found[] {
  const merged = new Map<string, Found>();
  for (const one of found) {
    const key = one.meant.map(({ customer }) => customer.id).join() || one.words;
    const before = merged.get(key);
    merged.set(key, before ? { ...before, focus: joinFocus(before.focus, one.focus) } : one);
  }
  return [...merged.values()];
}

/** Numbers of several were shown. */
async function noteNumbers(ctx: Ctx, several: Meant[]): Promise<void> {
  const meant = several.slice(0, MOST);
  await noteReads(
    ctx,
    "contact",
    meant.flatMap(({ contact }) => contact ?? []),
  );
  await noteReads(
    ctx,
    "customer",
    meant.flatMap(({ contact, customer }) => (contact ? [] : customer)),
  );
}

/** 武汉聚成谁在跟: that a colleague has the company is told as it is to who would make it anew, and no more than that. */
async function answerNobody(ctx: Ctx, { mention, words, focus }: Found): Promise<Reply> {
  const mayLearn = focus.topics.includes("owner") && canCreate(ctx.actor, "customer");
  const met = mayLearn ? await findCollision(ctx, { company: mention.company, phones: [] }) : null;
  if (!met) return notFound(words);
  if (met.kind === "taken") return reply(takenCard(mention));
  return reply(pooledCard(met.id ? await findReadable(ctx, "customer", met.id) : null));
}

async function answerOne(ctx: Ctx, found: Found): Promise<Reply> {
  const { words, meant, focus } = found;
  const [first, ...others] = meant;
  if (!first) return answerNobody(ctx, found);
  if (others.length === 0) return showOne(ctx, first.customer, focus);
  if (focus.topics.includes("phone")) await noteNumbers(ctx, meant);
  return showSeveral(words, meant, focus.topics);
}

/** What is known of the customers a question names, the asked first; of the one in talk when it names none. */
export async function askCustomer(ctx: Ctx, said: Draft): Promise<Reply> {
  const found = mergeByCustomer(await lookUp(ctx, said));
  if (found.length === 0) {
    const inTalk = await customerInTalk(ctx);
    const focus = { topics: said.reading.question?.topics ?? [], contact: null, stranger: null };
    return inTalk ? showOne(ctx, inTalk, focus) : reply(noteCard(t.customer.which, t.customer.whichHelp));
  }
  const answers: Reply[] = [];
  for (const one of found) answers.push(await answerOne(ctx, one));
  const about = answers.findLast((answer) => answer.about)?.about ?? null;
  return { cards: answers.flatMap((answer) => answer.cards), about };
}
