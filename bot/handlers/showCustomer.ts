import { Contact } from "../../models";
import type { Contact as ContactRecord } from "../../models/shared/entities/contact";
import type { Customer } from "../../models/shared/entities/customer";
import type { QuestionTopic } from "../../models/shared/contracts/extraction";
import { t } from "../../models/shared/text/zhCN/chat";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../../server/context";
import { noteReads } from "../../server/commands/audit/noteReads";
import { gatherCustomerExtras } from "../../server/queries/gatherCustomerExtras";
import { listPromises } from "../../server/queries/listPromises";
import { listRecords } from "../../server/queries/listRecords";
import { matchCustomers, type Candidate } from "../../server/queries/matchCustomers";
import { readableAmong } from "../../server/queries/readable";
import { readPipeline } from "../../server/queries/readSetting";
import { OPEN } from "../../server/queries/toRowsBehind";
import { toVisible } from "../../server/queries/toVisible";
import { noteCard } from "../cards/askCards";
import { customerCard } from "../cards/customerCard";
import { pooledCard } from "../cards/poolCards";
import { choiceLabels } from "../cards/candidateWords";
import { fitButton, fitRows, fitTitle, nameOf, row } from "../cards/parts";
import type { Draft } from "../draft/draft";
import { customerInTalk, isPooled, mentionOf } from "../draft/resolve";
import { reply, type Reply } from "../reply";

const MOST = 5;

async function contactsOf(ctx: Ctx, customer: string): Promise<ContactRecord[]> {
  const rows = await Contact.find({ $and: [readableAmong(ctx, "contact"), { customer }] })
    .sort({ updatedAt: -1 })
    .limit(MOST)
    .lean<StoredRow[]>();
  return rows.map(toVisible(ctx, "contact"));
}

/** What is wanted of a customer, and of whom there. */
export interface Focus {
  topics: readonly QuestionTopic[];
  /** A contact's id. */
  contact: string | null;
  /** Who was asked about and is not known there. */
  stranger: string | null;
}

const NO_FOCUS: Focus = { topics: [], contact: null, stranger: null };

const focusFirst = (contacts: ContactRecord[], { contact }: Focus) =>
  contacts.toSorted((a, b) => Number(b.id === contact) - Number(a.id === contact));

/** One customer's card, what was asked first; from now on they are who is talked about. */
export async function showOne(ctx: Ctx, customer: Customer, focus: Focus = NO_FOCUS): Promise<Reply> {
  if (isPooled(ctx, customer)) return reply(pooledCard(customer));
  const contacts = focusFirst(await contactsOf(ctx, customer.id), focus);
  await noteReads(ctx, "customer", [customer]);
  await noteReads(ctx, "contact", contacts);
  const deals = await listRecords(ctx, "opportunity", {
    customer: customer.id,
    stage: OPEN,
    sort: "-amount",
    limit: MOST,
  });
  const extras = (await gatherCustomerExtras(ctx, [customer])).get(customer.id) ?? {
    nextStep: null,
    openAmount: 0,
    lastFollowUp: null,
    risk: null,
  };
  const shown = {
    customer,
    contacts,
    extras,
    deals: deals.records,
    promises: await listPromises(ctx, { customer: customer.id }),
    pipeline: await readPipeline(),
    topics: focus.topics,
    stranger: focus.stranger,
  };
  return { cards: [customerCard(ctx, shown)], about: customer.id };
}

/** Several that fit: each opens in the mini-app. */
export function showSeveral(words: string, customers: Customer[], count = customers.length): Reply {
  return reply({
    title: fitTitle(t.customer.several(words, count)),
    rows: fitRows(customers.slice(0, MOST).map((customer) => row(t.rows.customer, nameOf(customer)))),
    buttons: [
      ...customers
        .slice(0, MOST)
        .map((customer) => ({ text: fitButton(nameOf(customer)), path: `/customers/${customer.id}` })),
      ...(count > MOST ? [{ text: t.actions.more, path: `/search?q=${encodeURIComponent(words)}` }] : []),
    ],
  });
}

/** Several people of that name, each with where they are. */
export function showPeople(words: string, candidates: Candidate[]): Reply {
  const shown = candidates.slice(0, MOST);
  const labels = choiceLabels(shown);
  return reply({
    title: fitTitle(t.customer.several(words, candidates.length)),
    rows: fitRows(shown.map(({ customer, contact }) => row(contact?.name ?? t.rows.customer, nameOf(customer)))),
    buttons: [
      ...shown.map(({ customer }, at) => ({ text: labels[at] ?? "", path: `/customers/${customer.id}` })),
      ...(candidates.length > MOST ? [{ text: t.actions.more, path: `/search?q=${encodeURIComponent(words)}` }] : []),
    ],
  });
}

/** Customers by search, for words that are nobody's name. */
export async function findCustomers(ctx: Ctx, words: string): Promise<Customer[]> {
  if (words === "") return [];
  return (await listRecords(ctx, "customer", { q: words, limit: 20, sort: "-updatedAt" })).records;
}

/** Customers the words behind a command mean: by how people are called, else by search. */
export async function meantBy(ctx: Ctx, said: Draft, words: string): Promise<Customer[]> {
  const mention = said.reading.matters[0] ? mentionOf(said.reading.matters[0]) : null;
  const candidates: Candidate[] = mention ? await matchCustomers(ctx, mention) : [];
  return candidates.length > 0 ? candidates.map(({ customer }) => customer) : findCustomers(ctx, words);
}

/** Longer, or several words, is nobody's name. */
const isName = (words: string) => words.length <= 24 && !/\s/.test(words);

/** Nobody is called so: then one can be made, by the same sentence one would type. */
export const notFound = (words: string): Reply =>
  reply({
    ...noteCard(t.customer.notFound(words), t.customer.notFoundHelp),
    buttons: [
      ...(isName(words)
        ? [{ text: t.customer.create, action: { kind: "say", text: t.createSentence(words) } } as const]
        : []),
      { text: t.actions.customers, path: "/customers" },
    ],
  });

/** `/客户 鼎盛`: the card of one, the names of several. */
export async function showCustomer(ctx: Ctx, said: Draft): Promise<Reply> {
  const words = said.reading.rest.trim();
  const found =
    words === "" ? await customerInTalk(ctx).then((one) => (one ? [one] : [])) : await meantBy(ctx, said, words);
  const [first, ...others] = found;
  if (!first) return words === "" ? reply(noteCard(t.customer.which, t.customer.whichHelp)) : notFound(words);
  return others.length === 0 ? showOne(ctx, first) : showSeveral(words, found);
}
