import { Contact } from "../../models";
import type { CardRow } from "../../models/shared/contracts/card";
import type { Contact as ContactRecord } from "../../models/shared/entities/contact";
import type { Customer } from "../../models/shared/entities/customer";
import { readMention } from "../../models/shared/values/address";
import type { QuestionTopic } from "../../models/shared/contracts/extraction";
import { t } from "../../models/shared/text/zhCN/chat";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../../server/context";
import { noteReads } from "../../server/commands/audit/noteReads";
import { phoneAlone } from "../../server/extractor/rules/phones";
import { findUserNames } from "../../server/queries/findNames";
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
import { companyAlone } from "../draft/joinHouse";
import { nameAlone } from "../draft/nameAlone";
import { customerInTalk, isPooled, mentionOf, toMention } from "../draft/resolve";
import { reply, type Reply } from "../reply";

/** As many of several stand on one card. */
export const MOST = 5;
const LONGEST_NAME = 24;

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

async function ownerOf(customer: Customer, { topics }: Focus): Promise<string | null> {
  if (!customer.owner || !topics.includes("owner")) return null;
  const [owner] = await findUserNames([customer.owner]);
  return owner?.[1] ?? null;
}

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
    owner: await ownerOf(customer, focus),
    stranger: focus.stranger,
  };
  return { cards: [customerCard(ctx, shown)], about: customer.id };
}

/** A customer, and who there was meant, where it was somebody. */
export type Meant = Pick<Candidate, "customer" | "contact">;

export const noOne = (customer: Customer): Meant => ({ customer, contact: null });

/** Who it is, and where; where the number was asked, that too. */
function meantRow({ customer, contact }: Meant, topics: Focus["topics"]): CardRow {
  const [phone] = topics.includes("phone") ? (contact ?? customer).phones : [];
  return row(contact?.name ?? t.rows.customer, [nameOf(customer), phone].filter(Boolean).join(" "));
}

/** Several that fit, each person with where they are: each opens in the mini-app. */
export function showSeveral(words: string, meant: Meant[], topics: Focus["topics"] = []): Reply {
  const shown = meant.slice(0, MOST);
  const labels = choiceLabels(shown);
  return reply({
    title: fitTitle(t.customer.several(words, meant.length)),
    rows: fitRows(shown.map((one) => meantRow(one, topics))),
    buttons: [
      ...shown.map(({ customer }, at) => ({ text: labels[at] ?? "", path: `/customers/${customer.id}` })),
      ...(meant.length > MOST ? [{ text: t.actions.more, path: `/search?q=${encodeURIComponent(words)}` }] : []),
    ],
  });
}

/** Customers by search, for words that are nobody's name. */
export async function findCustomers(ctx: Ctx, words: string): Promise<Customer[]> {
  if (words === "") return [];
  return (await listRecords(ctx, "customer", { q: words, limit: 20, sort: "-updatedAt" })).records;
}

/** Whom the words behind a command mean: by how people are called, else by search. */
export async function meantBy(ctx: Ctx, said: Draft, words: string): Promise<Meant[]> {
  const mention = said.reading.matters[0] ? mentionOf(said.reading.matters[0]) : null;
  const candidates = mention ? await matchCustomers(ctx, mention) : [];
  return candidates.length > 0 ? candidates : (await findCustomers(ctx, words)).map(noOne);
}

/** Longer, or several words, is nobody's name. */
const isName = (words: string) => words.length <= LONGEST_NAME && !/\s/.test(words);

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

const showMeant = (ctx: Ctx, words: string, [first, ...others]: [Meant, ...Meant[]]): Reply | Promise<Reply> =>
  others.length > 0
    ? showSeveral(words, [first, ...others])
    : showOne(ctx, first.customer, { ...NO_FOCUS, contact: first.contact?.id ?? null });

/** A number nobody is known to have may be that of whoever is talked about. */
async function unknownNumber(ctx: Ctx, phone: string): Promise<Reply> {
  const inTalk = await customerInTalk(ctx);
  const { title, help, record, sentence } = t.customer.unknownNumber;
  const name = inTalk ? nameOf(inTalk) : "";
  const save = { text: fitButton(record(name)), action: { kind: "say", text: sentence(name, phone) } } as const;
  return reply({ ...noteCard(title, help), buttons: inTalk ? [save] : [] });
}

/** Whose number it is. */
async function lookUpNumber(ctx: Ctx, phone: string): Promise<Reply> {
  const [first, ...others] = await findCustomers(ctx, phone);
  return first ? showMeant(ctx, phone, [noOne(first), ...others.map(noOne)]) : unknownNumber(ctx, phone);
}

/** Words that are nothing but what somebody is called, or their number; null for other words. */
export async function lookUpName(ctx: Ctx, text: string): Promise<Reply | null> {
  const words = text.trim();
  const phone = phoneAlone(words);
  if (phone) return lookUpNumber(ctx, phone);
  const person = words.length <= LONGEST_NAME ? await nameAlone(ctx, words) : null;
  const candidates = person ? await matchCustomers(ctx, toMention(person)) : [];
  const [first, ...others] = candidates.filter(({ isSure }) => isSure);
  if (first) return showMeant(ctx, words, [first, ...others]);
  if (candidates.length > 0 || !person) return null;
  // 张总 is somebody and 海川物流 a company, though none we know.
  const isName = person.name ? readMention(words).kind === "address" : (await companyAlone(ctx, words)) !== null;
  return isName ? notFound(words) : null;
}

/** `/客户 鼎盛`: the card of one, the names of several. */
export async function showCustomer(ctx: Ctx, said: Draft): Promise<Reply> {
  const words = said.reading.rest.trim();
  if (words === "") {
    const inTalk = await customerInTalk(ctx);
    return inTalk ? showOne(ctx, inTalk) : reply(noteCard(t.customer.which, t.customer.whichHelp));
  }
  const [first, ...others] = await meantBy(ctx, said, words);
  if (!first) return notFound(words);
  return showMeant(ctx, words, [first, ...others]);
}
