import type { CardRow } from "../../models/shared/contracts/card";
import type { Correction } from "../../models/shared/contracts/extraction";
import { t } from "../../models/shared/text/zhCN/chat";
import { methodNames } from "../../models/shared/text/zhCN/fields";
import { dayOf, formatDays } from "../../models/shared/values/day";
import { stageName, type Pipeline } from "../../models/shared/values/pipeline";
import { cardLimits, fitValue, lengthOf } from "../card";
import type { Draft, Matter } from "../draft/draft";
import { mentionOf, mentionWords } from "../draft/resolve";
import { row, shownAmount, shownDue } from "./parts";

type Field = Correction["field"];

const LABELS: Record<Field, string> = {
  amount: t.rows.amount,
  due: t.rows.due,
  happened: t.rows.happened,
  method: t.rows.method,
  name: t.rows.customer,
  company: t.rows.customer,
  phone: t.rows.phone,
  wechat: t.rows.wechat,
  stage: t.rows.stage,
  content: t.rows.content,
};

/** What an old value is worth at least; the rest of a row is the new one's. */
const OLD = 6;
const ARROW = 3;

/** 15:00 → 09-17 周四 16:00: of an old time, what is no longer so. */
const changedWords = (former: string, value: string) =>
  former
    .split(" ")
    .filter((word) => !value.split(" ").includes(word))
    .join(" ");

interface Around {
  now: Date;
  pipeline: Pipeline | null;
}

function dueWords({ nextActions: [next] }: Matter, now: Date): string | undefined {
  const due = next?.due;
  return due && shownDue({ ...due, time: due.time ?? null }, now);
}

const happenedWords = ({ followUp }: Matter, now: Date): string | undefined =>
  followUp && formatDays(followUp.happened?.from ?? dayOf(now), followUp.happened?.to ?? dayOf(now), dayOf(now));

function customerWords(matter: Matter): string | undefined {
  const mention = mentionOf(matter);
  return mention ? mentionWords(mention) : undefined;
}

/** What a field of a matter says, as a card shows it. */
const WORDS: Record<Field, (matter: Matter, around: Around) => string | undefined> = {
  amount: ({ amount }) => amount && shownAmount(amount.value),
  due: (matter, { now }) => dueWords(matter, now),
  happened: (matter, { now }) => happenedWords(matter, now),
  method: ({ followUp }) => (followUp?.method ? methodNames[followUp.method] : undefined),
  name: customerWords,
  company: customerWords,
  phone: ({ customers: [person] }) => person?.phones[0]?.value,
  wechat: ({ customers: [person] }) => person?.wechat?.value,
  stage: ({ stage }, { pipeline }) => (stage && pipeline ? stageName(pipeline, stage.value) : undefined),
  content: ({ followUp }) => followUp?.content.value,
};

/** Rows for what a card leaves unsaid unless it was corrected, or is not as one would think. */
export function talkRows(draft: Draft, { index, now }: { index: number; now: Date }): CardRow[] {
  const followUp = draft.reading.matters[index]?.followUp;
  if (!followUp) return [];
  const { corrected } = draft;
  const isCorrected = (field: Field) => corrected?.matter === index && corrected.field === field;
  const { happened, method } = followUp;
  const today = dayOf(now);
  return [
    ...(happened && (happened.from !== today || isCorrected("happened"))
      ? [row(t.rows.happened, formatDays(happened.from, happened.to, today), { source: happened.source })]
      : []),
    ...(method && isCorrected("method") ? [row(t.rows.method, methodNames[method])] : []),
  ];
}

/** The value as it stands alone, without the words it was said in. */
function standing(draft: Draft, index: number, shown: CardRow): string {
  const amount = draft.reading.matters[index]?.amount;
  return shown.label === t.rows.amount && amount ? shownAmount(amount.value) : shown.value;
}

function withFormer(shown: CardRow, value: string, former: string): CardRow {
  const old = shown.label === t.rows.due ? changedWords(former, value) : former;
  const oldValue = fitValue(old, Math.max(OLD, cardLimits.value - ARROW - lengthOf(value)));
  return row(shown.label, value, { ...(shown.source ? { source: shown.source } : {}), oldValue });
}

/** Another person at the same house stands where people stand. */
function whatChanged(
  { field, former }: NonNullable<Draft["corrected"]>,
  rows: CardRow[],
  at: Around,
): { former: string | undefined; label: string } {
  const isPerson = field === "name" && rows.some(({ label }) => label === t.rows.contact);
  if (isPerson) return { former: former.customers[0]?.name?.value, label: t.rows.contact };
  return { former: WORDS[field](former, at), label: LABELS[field] };
}

/** The rows of one matter, with the old value beside what a correction changed. */
export function showCorrected(rows: CardRow[], draft: Draft, at: Around & { index: number }): CardRow[] {
  const { corrected } = draft;
  if (corrected?.matter !== at.index) return rows;
  const { former, label } = whatChanged(corrected, rows, at);
  return rows.map((shown) => {
    if (!former || shown.label !== label) return shown;
    // Beside a record that is there already, its own value counts as the old one.
    if (shown.oldValue !== undefined && !draft.replaces) return shown;
    const value = standing(draft, at.index, shown);
    return former === value ? shown : withFormer(shown, value, former);
  });
}
