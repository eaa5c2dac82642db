import type { CardRow } from "../../models/shared/contracts/card";
import type { Customer } from "../../models/shared/entities/customer";
import { t } from "../../models/shared/text/zhCN/chat";
import { repeatWords } from "../../models/shared/text/zhCN/repeat";
import { shortCompany } from "../../models/shared/values/companyName";
import { dayOf, formatDay, formatDays, formatInstant } from "../../models/shared/values/day";
import { formatFen } from "../../models/shared/values/money";
import { cardLimits, fitValue, shownValue } from "../card";
import type { Draft } from "../draft/draft";
import { QUOTED } from "../draft/leaveQuotes";
import { PAYMENT } from "../draft/leavePayments";
import type { Step } from "../draft/steps";
import type { DraftCard } from "../reply";

/** A row that fits; the whole value stays behind the card's link. */
export function row(label: string, value: string, more: Partial<Omit<CardRow, "label" | "value">> = {}): CardRow {
  const room = more.oldValue === undefined ? cardLimits.value : cardLimits.value - [...more.oldValue].length - 3;
  return { label: fitValue(label, cardLimits.label), value: fitValue(value, Math.max(4, room)), ...more };
}

export const fitTitle = (title: string) => fitValue(title, cardLimits.title);
export const fitNote = (note: string) => fitValue(note, cardLimits.subtitle);
export const fitText = (text: string) => fitValue(text, cardLimits.text);
export const fitButton = (text: string) => fitValue(text, cardLimits.buttonText);

/** The rows that fit and, where some do not, the last one says so. */
export const fitRows = (rows: CardRow[]): CardRow[] =>
  rows.length <= cardLimits.rows
    ? rows
    : [...rows.slice(0, cardLimits.rows - 1), row(t.digest.more, t.digest.rest(rows.length - cardLimits.rows + 1))];

/** All rows of a card one decides on: what does not fit as a row goes on as a sentence, nothing is left out silently. */
export function fitAll(rows: CardRow[]): Pick<DraftCard, "rows" | "text"> {
  if (rows.length <= cardLimits.rows) return { rows };
  const rest = rows.slice(cardLimits.rows).map((one) => `${one.label}：${shownValue(one)}`);
  return { rows: rows.slice(0, cardLimits.rows), text: fitText(rest.join("；")) };
}

export const quoteOf = (draft: Draft): NonNullable<DraftCard["quote"]> => ({
  title: t.preview.quote,
  text: fitValue(draft.text, cardLimits.quote),
});

export const nameOf = (customer: Customer) => (customer.kind === "company" ? shortCompany(customer) : customer.name);

export const openCustomer = (customer: { id: string }) => ({
  text: t.actions.openCustomer,
  path: `/customers/${customer.id}`,
});

/** `¥300,000`, a range with both ends. */
export function shownAmount(deal: {
  amount: number | null;
  amountMin?: number | null | undefined;
  amountMax?: number | null | undefined;
}): string {
  if (deal.amount === null) return t.values.none;
  if (deal.amountMin && deal.amountMax) return t.values.range(formatFen(deal.amountMin), formatFen(deal.amountMax));
  return formatFen(deal.amount);
}

/** When a next step is due, as a person says it. */
export function shownDue(due: NonNullable<Step["due"]>, now: Date): string {
  const today = dayOf(now);
  if (due.kind === "deadline") return t.values.deadline(formatDay(due.to, today)) + (due.time ? ` ${due.time}` : "");
  return formatDays(due.from, due.to, today) + (due.time ? ` ${due.time}` : "");
}

/** 重复 每周一 09:00, where something repeats. */
export const repeatRows = (repeat: string | null, time: string | null): CardRow[] =>
  repeat === null ? [] : [row(t.rows.repeat, repeatWords(repeat, time))];

/** The rows of one next step: what, when, and the moment it reminds. */
export function stepRows(step: Step, now: Date): CardRow[] {
  if (!step.due) return [row(t.rows.nextStep, t.values.noDay(step.text), { source: step.source })];
  const rows = [
    row(t.rows.nextStep, step.text, { source: step.source }),
    row(t.rows.due, shownDue(step.due, now), step.dueSource ? { source: step.dueSource } : {}),
    ...repeatRows(step.repeat, step.due.time),
  ];
  if (!step.remindAt) return [...rows, row(t.rows.dropped, t.values.pastTime(t.rows.remind))];
  const remind = formatInstant(step.remindAt, dayOf(now));
  return [...rows, row(t.rows.remind, step.isMoved ? t.values.holidayMoved(remind) : remind, { source: "computed" })];
}

/** What was heard and has no place yet; said first. */
export function unwrittenRows({ reading }: Draft): CardRow[] {
  const left = new Set(reading.dropped.map(({ what }) => what));
  const hasAmount = reading.matters.some(({ amount }) => amount);
  return [
    ...(left.has(PAYMENT) ? [row(t.rows.dropped, t.values.payment)] : []),
    ...(left.has(QUOTED) && !hasAmount ? [row(t.rows.dropped, t.values.quotedBy)] : []),
  ];
}
