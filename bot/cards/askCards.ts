import type { TimeExpression } from "../../models/shared/contracts/extraction";
import type { Customer } from "../../models/shared/entities/customer";
import type { Opportunity } from "../../models/shared/entities/opportunity";
import { t } from "../../models/shared/text/zhCN/chat";
import { formatDay } from "../../models/shared/values/day";
import { stageName, type Pipeline } from "../../models/shared/values/pipeline";
import { cardLimits, fitValue } from "../card";
import type { Draft } from "../draft/draft";
import { aimOf, type Plan } from "../plan";
import type { DraftButton, DraftCard } from "../reply";
import { fitButton, fitText, fitTitle, nameOf, quoteOf, row, shownAmount } from "./parts";

export const CHOICES = 4;

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

/** One label each, in the characters a button has. */
const dealLabels = (deals: Opportunity[]) =>
  deals.map(({ name }, place) =>
    deals.some((other, at) => at !== place && fitButton(other.name) === fitButton(name))
      ? `${place + 1} ${fitValue(name, cardLimits.buttonText - 2)}`
      : fitButton(name),
  );

/** Several deals are open: which of them do the words change? */
export function askDealCard(
  draft: Draft,
  { index, deals, pipeline }: { index: number; deals: Opportunity[]; pipeline: Pipeline },
): DraftCard {
  const shown = deals.slice(0, CHOICES);
  const labels = dealLabels(shown);
  const choose = (text: string, deal: string | null): DraftButton => ({
    text,
    action: { kind: "chooseDeal", draft: draft.id, matter: index, deal },
  });
  return {
    title: t.ask.dealTitle,
    text: t.ask.whichHelp,
    rows: shown.map((deal, place) => {
      const facts = [deal.name, stageName(pipeline, deal.stage ?? ""), shownAmount(deal)];
      return row(t.ask.dealRow(place + 1), facts.join(t.deals.separator));
    }),
    quote: quoteOf(draft),
    buttons: [
      ...shown.map(({ id }, place) => choose(labels[place] ?? "", id)),
      { ...choose(t.actions.noDeal, null), style: "quiet" },
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

/** Asks for one more thing in words. */
export const promptCard = (title: string, text: string, buttons: DraftButton[] = []): DraftCard => ({
  title: fitTitle(title),
  text: fitText(text),
  buttons,
});

/** What was wanted did not come about; `why` says it where that is known. */
export function failedCard(plan: Plan | null, why?: string): DraftCard {
  const { title, text } = t.other.failed[aimOf(plan)];
  return noteCard(title, why ?? text);
}

export const noteCard = (title: string, text?: string): DraftCard => ({
  title: fitTitle(title),
  ...(text ? { text: fitText(text) } : {}),
});
