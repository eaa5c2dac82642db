import type { CardRow } from "../../models/shared/contracts/card";
import { t } from "../../models/shared/text/zhCN/chat";
import { methodNames } from "../../models/shared/text/zhCN/fields";
import { addDays, dayOf, formatInstant, mondayOf } from "../../models/shared/values/day";
import type { Ctx } from "../../server/context";
import type { Applied, Written } from "../draft/applyDraft";
import { UNDO_BUTTON_MS, type Draft } from "../draft/draft";
import { mentionOf, mentionWords } from "../draft/resolve";
import type { DraftButton, DraftCard } from "../reply";
import { showCorrected, talkRows } from "./correctedRows";
import { stoppedRows, writtenDealRows } from "./dealRows";
import { promiseRows } from "./promiseRows";
import {
  fitNote,
  fitAll,
  fitText,
  fitTitle,
  nameOf,
  openCustomer,
  quoteOf,
  row,
  stepRows,
  unwrittenRows,
} from "./parts";

function droppedRows(written: Written): CardRow[] {
  if (written.deal?.kind === "several") return [row(t.rows.dropped, t.values.severalDeals(written.deal.count))];
  if (written.deal?.kind === "none")
    return [row(t.rows.dropped, written.followUp ? t.values.noDealNoted : t.values.noDeal)];
  return written.deal ? stoppedRows(written.deal) : [];
}

function dealRows({ deal }: Written): CardRow[] {
  return deal?.kind === "written" ? writtenDealRows(deal) : [];
}

function contactRows(written: Written): CardRow[] {
  if (!written.isContactWritten && !written.isNew) return [];
  const { customer, contact } = written;
  const { phones, wechat } = contact ?? customer;
  const who = contact ? [row(t.rows.contact, contact.name)] : [];
  return [...who, ...phones.map((phone) => row(t.rows.phone, phone)), ...(wechat ? [row(t.rows.wechat, wechat)] : [])];
}

/** Who was named beside the house and is nobody there, or one of several: the words keep it, the record does not. */
function strangerRows({ customer, contact, isNew }: Written, name: string | undefined): CardRow[] {
  if (isNew || contact || customer.kind !== "company" || !name) return [];
  return [row(t.rows.note, t.values.stranger(name))];
}

/** What a guess rested on, so that a wrong one is seen. */
function guessRows(written: Written, words: string): CardRow[] {
  const heard = written.heardAs ? [row(t.rows.heard, t.values.heard(words, written.heardAs))] : [];
  return [...heard, ...(written.wasLearned ? [row(t.rows.note, t.values.learned(words))] : [])];
}

/** Whom it is about now stands in the title too; here, beside whom it was about. */
function renamedRows({ corrected }: Draft, { customer, contact }: Written): CardRow[] {
  if (corrected?.field !== "name" && corrected?.field !== "company") return [];
  return [row(t.rows.customer, contact ? `${nameOf(customer)} · ${contact.name}` : nameOf(customer))];
}

const rowsOf = (ctx: Ctx, draft: Draft, written: Written): CardRow[] => [
  ...renamedRows(draft, written),
  ...talkRows(draft, { index: 0, now: ctx.now }),
  ...(written.followUp ? [row(t.rows.content, written.followUp.content)] : []),
  ...promiseRows(written.followUp?.promises ?? []),
  ...contactRows(written),
  ...dealRows(written),
  ...written.reminders.flatMap(({ step }) => stepRows(step, ctx.now)),
  ...written.undated.flatMap((step) => stepRows(step, ctx.now)),
];

function writtenRows(ctx: Ctx, draft: Draft, written: Written): CardRow[] {
  const pipeline = written.deal?.kind === "written" ? written.deal.pipeline : null;
  return showCorrected(rowsOf(ctx, draft, written), draft, { index: 0, now: ctx.now, pipeline });
}

/** One line a customer when a message was about several. */
function manyRows(written: Written): CardRow {
  const [reminder] = written.reminders;
  const what = written.followUp?.content ?? reminder?.reminder.text ?? "";
  return row([...nameOf(written.customer)].slice(0, 5).join(""), what);
}

function titleOf({ matters }: Applied): string {
  const [first, ...others] = matters;
  if (!first) return t.saved.nothing;
  if (others.length > 0) return t.saved.followUps(matters.length);
  const who = nameOf(first.customer);
  if (first.followUp) return t.saved.followUp(who);
  if (first.deal?.kind === "written") return t.saved.deal(who);
  if (first.isNew) return t.saved.customer(who);
  if (first.isContactWritten) return t.saved.contact(who);
  return first.reminders.length + first.undated.length > 0 ? t.saved.reminder(who) : t.saved.nothing;
}

function noteOf(ctx: Ctx, first: Written): string {
  const method = first.followUp?.method ? [methodNames[first.followUp.method]] : [];
  const who = first.contact ? [first.contact.name] : [];
  return fitNote([...who, ...method, formatInstant(ctx.now)].join(" · "));
}

/** Days to tap when no next step was said; none is ever invented. */
function planButtons(ctx: Ctx, first: Written): DraftButton[] {
  if (first.reminders.length > 0 || !first.followUp) return [];
  const today = dayOf(ctx.now);
  const text = first.undated[0]?.text ?? t.reminder.defaultStep(first.contact?.name ?? nameOf(first.customer));
  const plan = (label: string, day: string): DraftButton => ({
    text: label,
    action: { kind: "plan", customer: first.customer.id, text, day },
  });
  return [
    plan(t.actions.today, today),
    plan(t.actions.tomorrow, addDays(today, 1)),
    plan(t.actions.monday, addDays(mondayOf(today), 7)),
  ];
}

function rememberButton(ctx: Ctx, draft: Draft, first: Written): DraftButton[] {
  const message = String(ctx.source.messageId);
  const mention = draft.reading.matters[0] ? mentionOf(draft.reading.matters[0]) : null;
  const choice = draft.choices["0"];
  if (!mention || !choice || !("customer" in choice)) return [];
  const action = { kind: "remember", mention: mentionWords(mention), customer: first.customer.id, message } as const;
  return [{ text: t.actions.remember, action }];
}

const companyButton = (first: Written): DraftButton[] =>
  first.isNew && first.customer.kind === "person"
    ? [{ text: t.actions.addCompany, path: `/customers/${first.customer.id}/edit` }]
    : [];

const lacksDeal = (title: string, { deal }: Written) => title === t.saved.nothing && deal?.kind === "none";

/** A stage was said of a house that has no deal: nothing was written, so there is nothing to take back. */
function noDealCard(draft: Draft, { customer }: Written): DraftCard {
  const who = nameOf(customer);
  return {
    title: fitTitle(t.deals.noneOf(who)),
    text: fitText(t.deals.noneOfHelp(who)),
    quote: quoteOf(draft),
    buttons: [openCustomer(customer)],
  };
}

/** What was stored, read from the rows; with the way back. */
export function savedCard(ctx: Ctx, draft: Draft, applied: Applied): DraftCard {
  const { matters, kept } = applied;
  const [first] = matters;
  if (!first) return { title: t.saved.nothing, text: t.saved.nothingHelp };
  const title = titleOf(applied);
  if (lacksDeal(title, first)) return noDealCard(draft, first);
  const keptRows = kept.map((record) => row(t.rows.note, `${record.title} ${t.undo.kept[record.why]}`));
  const rows = matters.length > 1 ? matters.map(manyRows) : writtenRows(ctx, draft, first);
  const guesses = matters.flatMap((written, index) => {
    const matter = draft.reading.matters[index];
    const mention = matter && mentionOf(matter);
    return mention ? guessRows(written, mentionWords(mention)) : [];
  });
  const named = matters.length === 1 ? draft.reading.matters[0]?.customers[0]?.name?.value : undefined;
  const extra = [...rememberButton(ctx, draft, first), ...companyButton(first), ...planButtons(ctx, first)].slice(0, 3);
  return {
    title: fitTitle(draft.replaces ? t.saved.replaced(title) : title),
    subtitle: noteOf(ctx, first),
    ...fitAll([
      ...unwrittenRows(draft),
      ...matters.flatMap(droppedRows),
      ...keptRows,
      ...guesses,
      ...strangerRows(first, named),
      ...rows,
    ]),
    quote: quoteOf(draft),
    buttons: [
      {
        text: t.actions.undo,
        action: { kind: "undo", message: String(ctx.source.messageId) },
        lastsMs: UNDO_BUTTON_MS,
      },
      { text: t.actions.edit, action: { kind: "editSaved", message: String(ctx.source.messageId) } },
      openCustomer(first.customer),
      ...extra,
    ],
  };
}
