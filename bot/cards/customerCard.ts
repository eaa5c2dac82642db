import type { CustomerTopic, QuestionTopic } from "../../models/shared/contracts/extraction";
import type { CardRow } from "../../models/shared/contracts/card";
import type { Contact } from "../../models/shared/entities/contact";
import type { Customer } from "../../models/shared/entities/customer";
import type { Opportunity } from "../../models/shared/entities/opportunity";
import { t } from "../../models/shared/text/zhCN/chat";
import { rightsTalk } from "../../models/shared/text/zhCN/rightsTalk";
import { answers } from "../../models/shared/text/zhCN/figures";
import { stageName, type Pipeline } from "../../models/shared/values/pipeline";
import { dayOf, formatDay, formatInstant } from "../../models/shared/values/day";
import { promiseText } from "../../models/shared/text/zhCN/promises";
import { sayPromise, type KeptPromise } from "../../models/shared/values/promise";
import { formatFen } from "../../models/shared/values/money";
import type { Ctx } from "../../server/context";
import type { CustomerExtras } from "../../server/queries/gatherCustomerExtras";
import type { DraftCard } from "../reply";
import { fitNote, fitRows, fitText, fitTitle, nameOf, openCustomer, row, shownAmount } from "./parts";

export interface ShownCustomer {
  customer: Customer;
  /** Whoever was named first. */
  contacts: Contact[];
  extras: CustomerExtras;
  /** Open ones, the largest first. */
  deals: Opportunity[];
  pipeline: Pipeline;
  /** May still be open, the soonest due first. */
  promises: KeptPromise[];
  /** What was asked; nothing in particular when empty. */
  topics: readonly QuestionTopic[];
  /** Who among us has it, where that was asked. */
  owner: string | null;
  /** Who was asked about and is not known here: the numbers below are other people's. */
  stranger: string | null;
}

function nextStepOf(ctx: Ctx, { nextStep }: CustomerExtras): string {
  if (!nextStep) return t.values.noNextStep;
  return `${nextStep.text} ${formatDay(nextStep.dueTo ?? dayOf(nextStep.remindAt), dayOf(ctx.now))}`;
}

function lastRow(ctx: Ctx, { extras: { lastFollowUp } }: ShownCustomer): CardRow {
  if (!lastFollowUp) return row(t.rows.last, t.customer.noFollowUp);
  const day = formatDay(dayOf(lastFollowUp.happenedAt ?? lastFollowUp.createdAt), dayOf(ctx.now));
  return row(t.rows.last, `${day} ${lastFollowUp.content}`);
}

const promiseRow = (promise: KeptPromise): CardRow => row(promiseText.row, sayPromise(promise));

const personRow = (contact: Contact): CardRow =>
  row(t.rows.contact, [contact.name, contact.title, contact.phones[0]].filter(Boolean).join(" "));

const phoneRows = ({ customer, contacts }: ShownCustomer): CardRow[] => [
  ...customer.phones.map((phone) => row(t.rows.phone, phone)),
  ...contacts.flatMap(({ name, phones }) => phones.map((phone) => row(t.rows.phone, `${phone} ${name}`))),
];

const wechatRows = ({ customer, contacts }: ShownCustomer): CardRow[] => [
  ...(customer.wechat ? [row(t.rows.wechat, customer.wechat)] : []),
  ...contacts.flatMap(({ name, wechat }) => (wechat ? [row(t.rows.wechat, `${wechat} ${name}`)] : [])),
];

const dealRows = ({ deals, pipeline }: ShownCustomer): CardRow[] =>
  deals
    .slice(0, 2)
    .map((deal) =>
      row(
        t.rows.deal,
        [shownAmount(deal), deal.stage && stageName(pipeline, deal.stage), deal.name].filter(Boolean).join(" "),
      ),
    );

const orElse = (rows: CardRow[], label: string, none: string) => (rows.length > 0 ? rows : [row(label, none)]);

type RowsOf = (ctx: Ctx, shown: ShownCustomer) => CardRow[];

const deals: RowsOf = (_, shown) => orElse(dealRows(shown), t.rows.deal, answers.noDeal);

/** The lines that answer what was asked; that there is nothing is an answer too. */
const ANSWERS: Partial<Record<QuestionTopic, RowsOf>> = {
  owner: (_, { owner }) => (owner ? [row(rightsTalk.rows.owner, owner)] : []),
  lastFollowUp: (ctx, shown) => [lastRow(ctx, shown)],
  nextStep: (ctx, { extras }) => [row(t.rows.nextStep, nextStepOf(ctx, extras))],
  phone: (_, shown) => orElse(phoneRows(shown).slice(0, 3), t.rows.phone, answers.noPhone),
  wechat: (_, shown) => orElse(wechatRows(shown).slice(0, 3), t.rows.wechat, answers.noWechat),
  promises: (_, { promises }) => orElse(promises.slice(0, 4).map(promiseRow), promiseText.row, promiseText.none),
  people: (_, { contacts }) => orElse(contacts.slice(0, 4).map(personRow), t.rows.contact, answers.noPeople),
  amount: deals,
  opportunity: deals,
  stage: deals,
} satisfies Partial<Record<CustomerTopic, RowsOf>>;

const usualRows: RowsOf = (ctx, { customer, contacts, extras, ...shown }) => [
  lastRow(ctx, { customer, contacts, extras, ...shown }),
  row(t.rows.nextStep, nextStepOf(ctx, extras)),
  ...shown.promises.slice(0, 2).map(promiseRow),
  ...customer.phones.map((phone) => row(t.rows.phone, phone)),
  ...contacts.slice(0, 2).map(personRow),
  ...(extras.openAmount > 0 ? [row(t.rows.deal, formatFen(extras.openAmount))] : []),
];

const once = (rows: CardRow[]): CardRow[] =>
  [...new Map(rows.toReversed().map((one) => [`${one.label} ${one.value}`, one])).values()].toReversed();

/** What was asked of a customer first, then what one wants to know before calling: last words, next step, number, money. */
export function customerCard(ctx: Ctx, shown: ShownCustomer): DraftCard {
  const { customer, extras, topics, stranger } = shown;
  const unknown = stranger === null ? [] : [row(t.rows.note, answers.noPerson(stranger))];
  const asked = topics.flatMap((topic) => ANSWERS[topic]?.(ctx, shown) ?? []);
  const labels = new Set(asked.map(({ label }) => label));
  const rest = usualRows(ctx, shown).filter(({ label }) => !labels.has(label));
  const wholeTalk = topics.includes("lastFollowUp") ? extras.lastFollowUp?.content : undefined;
  return {
    title: fitTitle(nameOf(customer)),
    ...(customer.lastContactAt
      ? { subtitle: fitNote(`${t.rows.last} ${formatInstant(customer.lastContactAt, dayOf(ctx.now))}`) }
      : {}),
    ...(wholeTalk ? { text: fitText(wholeTalk) } : {}),
    rows: fitRows(once([...unknown, ...asked, ...rest])),
    buttons: [openCustomer(customer)],
  };
}
