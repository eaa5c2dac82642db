import type { Customer } from "../../../models/shared/entities/customer";
import { t } from "../../../models/shared/text/zhCN/chat";
import type { Ctx } from "../../../server/context";
import { matchCustomers } from "../../../server/queries/matchCustomers";
import { noteCard } from "../../cards/askCards";
import type { Draft } from "../../draft/draft";
import { customerInTalk, mentionWords, toMention } from "../../draft/resolve";
import { reply, type Reply } from "../../reply";
import { findCustomers, notFound, showOne, showSeveral, type Focus } from "../showCustomer";

/** More than this in one message is a list. */
const MOST_ASKED = 3;

interface Found {
  words: string;
  customers: Customer[];
  focus: Focus;
}

/** Whom each name in the question means. */
async function lookUp(ctx: Ctx, said: Draft): Promise<Found[]> {
  const topics = said.reading.question?.topics ?? [];
  const people = said.reading.matters.flatMap((matter) => matter.customers).slice(0, MOST_ASKED);
  const found: Found[] = [];
  for (const person of people) {
    const mention = toMention(person);
    const words = mentionWords(mention);
    const candidates = await matchCustomers(ctx, mention);
    const contact = candidates.length === 1 ? (candidates[0]?.contact?.id ?? null) : null;
    const customers =
      candidates.length > 0 ? candidates.map(({ customer }) => customer) : await findCustomers(ctx, words);
    found.push({ words, customers, focus: { topics, contact } });
  }
  return found;
}

/** 海川上次聊到哪了，王芳电话多少: two names of one customer make one card, which speaks of both. */
function mergeByCustomer(found: Found[]): Found[] {
  const merged = new Map<string, Found>();
  for (const one of found) {
    const key = one.customers.map(({ id }) => id).join() || one.words;
    const before = merged.get(key);
    merged.set(
      key,
      before ? { ...before, focus: { ...before.focus, contact: before.focus.contact ?? one.focus.contact } } : one,
    );
  }
  return [...merged.values()];
}

async function answerOne(ctx: Ctx, { words, customers, focus }: Found): Promise<Reply> {
  const [first, ...others] = customers;
  if (!first) return notFound(words);
  return others.length === 0 ? showOne(ctx, first, focus) : showSeveral(words, customers);
}

/** What is known of the customers a question names, the asked first; of the one in talk when it names none. */
export async function askCustomer(ctx: Ctx, said: Draft): Promise<Reply> {
  const found = mergeByCustomer(await lookUp(ctx, said));
  if (found.length === 0) {
    const inTalk = await customerInTalk(ctx);
    const focus = { topics: said.reading.question?.topics ?? [], contact: null };
    return inTalk ? showOne(ctx, inTalk, focus) : reply(noteCard(t.customer.which, t.customer.whichHelp));
  }
  const answers: Reply[] = [];
  for (const one of found) answers.push(await answerOne(ctx, one));
  const about = answers.findLast((answer) => answer.about)?.about ?? null;
  return { cards: answers.flatMap((answer) => answer.cards), about };
}
