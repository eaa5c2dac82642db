import type { Figure, FigureKey } from "../../models/shared/contracts/figures";
import { rowsPath } from "../../models/shared/values/rowsPath";
import type { Question } from "../../models/shared/contracts/extraction";
import type { CardRow } from "../../models/shared/contracts/card";
import type { Customer } from "../../models/shared/entities/customer";
import type { FollowUp } from "../../models/shared/entities/followUp";
import type { Opportunity } from "../../models/shared/entities/opportunity";
import type { Reminder } from "../../models/shared/entities/reminder";
import type { Visit } from "../../models/shared/entities/visit";
import { checkInNames, visitStateNames } from "../../models/shared/text/zhCN/fields";
import { answers, figureValue, figureWords } from "../../models/shared/text/zhCN/figures";
import { dayOf, daysBetween, type Day } from "../../models/shared/values/day";
import { formatFen } from "../../models/shared/values/money";
import type { Ctx } from "../../server/context";
import type { ShownRow } from "../../server/queries/listRowsBehind";
import type { DraftButton, DraftCard } from "../reply";
import type { Whose } from "../handlers/questions/whose";
import { cardLimits } from "../card";
import { fitButton, fitNote, fitRows, fitTitle, row } from "./parts";

/** What was asked, as the card repeats it. */
export interface Asked {
  question: Question;
  whose: Whose;
  period: { said: string; from: Day; to: Day } | null;
}

export const seeRows = ({ key, rows }: Figure): DraftButton => ({
  text: fitButton(answers.seeRows(figureWords[key].label)),
  path: rowsPath(rows),
});

const seeAll = ({ key, count, rows }: Figure): DraftButton => ({
  text: fitButton(answers.seeAll(count, figureWords[key].unit)),
  path: rowsPath(rows),
});

/** Whose rows they are; without `self` nobody is you. */
export const whoseWords = ({ person, customer }: Whose, self: string | undefined) => {
  if (customer) return customer.name;
  if (person === null) return answers.team;
  return person.id === self ? answers.you : person.name;
};

export const shortDay = (day: Day) => day.slice(5);

function noteOf({ whose, period }: Asked, self?: string): string {
  const when = period ? answers.period(period.said, shortDay(period.from), shortDay(period.to)) : answers.soFar;
  return fitNote(`${when} · ${whoseWords(whose, self)}`);
}

function titleOf(figure: Figure, { question }: Asked): string {
  const { label } = figureWords[figure.key];
  const isByAge = figure.key === "silent" || figure.key === "stuck";
  const value = figureValue(figure);
  return fitTitle(isByAge && question.days ? answers.atLeast(label, question.days, value) : `${label} ${value}`);
}

const join = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(" ");

/** What stands at the left of a line: when it happened, or for how long nothing did. */
const dealDay: Partial<Record<FigureKey, (deal: Opportunity, at: { today: Day; stageName: string | null }) => string>> =
  {
    stuck: (deal, { today }) => answers.daysLabel(daysBetween(dayOf(deal.stageChangedAt ?? deal.updatedAt), today)),
    expected: (deal) => (deal.expectedCloseOn ? shortDay(deal.expectedCloseOn) : figureWords.expected.label),
    pipeline: (_, { stageName }) => stageName ?? figureWords.pipeline.label,
    newDeals: (deal) => shortDay(dayOf(deal.createdAt)),
  };

function dealRow(key: FigureKey, { record, customerName, stageName }: ShownRow, today: Day): CardRow {
  const deal = record as Opportunity;
  const label = dealDay[key]?.(deal, { today, stageName }) ?? shortDay(dayOf(deal.stageChangedAt ?? deal.updatedAt));
  return row(label, join(deal.amount === null ? answers.noAmount : formatFen(deal.amount), customerName ?? deal.name));
}

function customerRow(key: FigureKey, { record, customerName, openAmount }: ShownRow, today: Day): CardRow {
  const customer = record as Customer;
  const talkedOn = customer.lastContactAt && dayOf(customer.lastContactAt);
  const label =
    key === "newCustomers"
      ? shortDay(dayOf(customer.createdAt))
      : talkedOn
        ? answers.daysLabel(daysBetween(talkedOn, today))
        : answers.neverTalked;
  return row(label, join(openAmount > 0 ? formatFen(openAmount) : null, customerName));
}

function noteRow({ record, customerName }: ShownRow): CardRow {
  const note = record as FollowUp;
  return row(shortDay(dayOf(note.happenedAt ?? note.createdAt)), join(customerName, note.content));
}

function visitRow({ record, customerName }: ShownRow): CardRow {
  const visit = record as Visit;
  const when = visit.visitedOn ?? visit.plannedOn;
  const where = visit.checkIn ? checkInNames[visit.checkIn] : null;
  return row(when ? shortDay(when) : visitStateNames[visit.state ?? "planned"], join(customerName, where));
}

function taskRow({ record, customerName }: ShownRow): CardRow {
  const task = record as Reminder;
  return row(shortDay(task.dueTo ?? dayOf(task.remindAt)), join(task.text, customerName));
}

function lineOf(figure: Figure, shown: ShownRow, today: Day): CardRow {
  switch (figure.rows.entity) {
    case "opportunity":
      return dealRow(figure.key, shown, today);
    case "customer":
      return customerRow(figure.key, shown, today);
    case "reminder":
      return taskRow(shown);
    case "visit":
      return visitRow(shown);
    case "followUp":
    case "contact":
    case "approval":
    case "lead":
      return noteRow(shown);
  }
}

/** One number and its first rows. */
export function rowsCard(ctx: Ctx, figure: Figure, asked: Asked & { rows: ShownRow[] }): DraftCard {
  const today = dayOf(ctx.now);
  const open = asked.rows
    .filter(() => figure.rows.entity === "customer")
    .slice(0, 3)
    .map(({ record, customerName }) => ({
      text: fitButton(customerName ?? figureWords.customers.label),
      path: `/customers/${record.id}`,
    }));
  return {
    title: titleOf(figure, asked),
    subtitle: noteOf(asked, ctx.actor.id),
    rows: asked.rows.map((shown) => lineOf(figure, shown, today)),
    buttons: figure.count > 0 ? [seeAll(figure), ...open] : [],
  };
}

/** One number of a team, and everybody's share of it. */
export function byMemberCard(
  figure: Figure,
  shares: { owner: string; count: number; amount: number }[],
  asked: Asked,
): DraftCard {
  const nameOf = (id: string) => asked.whose.team.find((member) => member.id === id)?.name;
  const lines = shares.flatMap(({ owner, count, amount }) => {
    const name = nameOf(owner);
    const share = { key: figure.key, count, amount: figure.amount === null ? null : amount, customers: null };
    return name ? [row(name, figureValue(share))] : [];
  });
  return {
    title: titleOf(figure, asked),
    subtitle: noteOf(asked),
    rows: fitRows(lines),
    buttons: figure.count > 0 ? [seeAll(figure)] : [],
  };
}

/** Several numbers, one a line. */
export const figuresCard = (ctx: Ctx, figures: Figure[], asked: Asked): DraftCard => ({
  title: fitTitle(figures.map(({ key }) => figureWords[key].label).join(" · ")),
  subtitle: noteOf(asked, ctx.actor.id),
  rows: fitRows(figures.map((figure) => row(figureWords[figure.key].label, figureValue(figure)))),
  buttons: figures
    .filter((figure) => figure.count > 0)
    .slice(0, cardLimits.buttons)
    .map(seeRows),
});
