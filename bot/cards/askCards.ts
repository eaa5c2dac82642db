import type { TimeExpression } from "../../models/shared/contracts/extraction";
import type { Customer } from "../../models/shared/entities/customer";
import { t } from "../../models/shared/text/zhCN/chat";
import { bareCompany } from "../../models/shared/values/companyName";
import { daysBetween, dayOf, formatDay } from "../../models/shared/values/day";
import { formatFen } from "../../models/shared/values/money";
import type { Ctx } from "../../server/context";
import type { Candidate, CustomerMention } from "../../server/queries/matchCustomers";
import type { Draft } from "../draft/draft";
import { mentionWords } from "../draft/resolve";
import type { DraftButton, DraftCard } from "../reply";
import { fitButton, fitText, fitTitle, nameOf, quoteOf, row } from "./parts";

export const CHOICES = 4;

const lastTalk = (ctx: Ctx, customer: Customer) =>
  customer.lastContactAt ? t.ask.reasonLast(shownDay(ctx, customer.lastContactAt)) : t.ask.reasonNever;

function shownDay(ctx: Ctx, at: Date): string {
  const today = dayOf(ctx.now);
  return daysBetween(dayOf(at), today) === 0 ? t.range.today : formatDay(dayOf(at), today);
}

/** `张伟·鼎盛`: who, and at whom, in the ten characters a button has. */
export function choiceLabel({ customer, contact }: Pick<Candidate, "customer" | "contact">): string {
  if (!contact) return fitButton(nameOf(customer));
  const company = customer.aliases[0] ?? bareCompany(customer.name).replace(customer.region ?? "", "");
  const room = 10 - [...contact.name].length - 1;
  return fitButton(`${contact.name}·${[...company].slice(0, Math.max(2, room)).join("")}`);
}

const reasonsOf = (ctx: Ctx, { customer, openAmount }: Candidate) =>
  [lastTalk(ctx, customer), ...(openAmount > 0 ? [t.ask.reasonDeal(formatFen(openAmount))] : [])].join(" · ");

interface Ambiguous {
  index: number;
  mention: CustomerMention;
  candidates: Candidate[];
  skip?: number;
}

/** Which 张总? One tap decides; the reasons stand in the lines. */
export function askCustomerCard(ctx: Ctx, draft: Draft, asked: Ambiguous): DraftCard {
  const { index, mention, candidates, skip = 0 } = asked;
  const shown = candidates.slice(skip, skip + CHOICES);
  const choose = (candidate: Candidate): DraftButton => ({
    text: choiceLabel(candidate),
    action: { kind: "choose", draft: draft.id, matter: index, customer: candidate.customer.id },
  });
  const more: DraftButton[] =
    candidates.length > skip + CHOICES
      ? [{ text: t.actions.more, action: { kind: "chooseMore", draft: draft.id, skip: skip + CHOICES } }]
      : [];
  return {
    title: fitTitle(t.ask.whichTitle(mentionWords(mention))),
    text: t.ask.whichHelp,
    rows: shown.map((candidate) =>
      row(
        candidate.contact?.name ?? nameOf(candidate.customer),
        `${nameOf(candidate.customer)} ${reasonsOf(ctx, candidate)}`,
      ),
    ),
    quote: quoteOf(draft),
    buttons: [
      ...shown.map(choose),
      ...more,
      {
        text: t.actions.noneNew,
        style: "quiet",
        action: { kind: "choose", draft: draft.id, matter: index, customer: null },
      },
    ],
  };
}

/** Nobody was named: the customers one talked to last, to choose from. */
export function askWhoCard(draft: Draft, { index, customers }: { index: number; customers: Customer[] }): DraftCard {
  return {
    title: t.ask.whoTitle,
    text: t.ask.whoHelp,
    quote: quoteOf(draft),
    buttons: [
      ...customers.slice(0, CHOICES).map((customer): DraftButton => ({
        text: fitButton(nameOf(customer)),
        action: { kind: "choose", draft: draft.id, matter: index, customer: customer.id },
      })),
      { text: t.actions.cancel, style: "quiet", action: { kind: "cancel", draft: draft.id } },
    ],
  };
}

/** A weekday and a date that do not go together. */
export function askDayCard(
  draft: Draft,
  { matter, step, due }: { matter: number; step: number; due: TimeExpression },
): DraftCard {
  const options = due.contradiction?.options ?? [];
  return {
    title: fitTitle(t.ask.dayTitle(due.source.text)),
    quote: quoteOf(draft),
    buttons: [
      ...options.slice(0, CHOICES).map((day): DraftButton => ({
        text: formatDay(day),
        action: { kind: "chooseDay", draft: draft.id, matter, step, day },
      })),
      { text: t.actions.cancel, style: "quiet", action: { kind: "cancel", draft: draft.id } },
    ],
  };
}

/** A colleague has them. Says nothing else, whoever it is. */
export const takenCard = (): DraftCard => ({ title: t.ask.taken, text: t.ask.takenHelp });

/** Asks for one more thing in words. */
export const promptCard = (title: string, text: string, buttons: DraftButton[] = []): DraftCard => ({
  title: fitTitle(title),
  text: fitText(text),
  buttons,
});

export const noteCard = (title: string, text?: string): DraftCard => ({
  title: fitTitle(title),
  ...(text ? { text: fitText(text) } : {}),
});
