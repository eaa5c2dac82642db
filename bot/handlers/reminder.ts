import { newId } from "../../models/newId";
import type { Reminder } from "../../models/shared/entities/reminder";
import type { TimeExpression } from "../../models/shared/contracts/extraction";
import { t } from "../../models/shared/text/zhCN/chat";
import { dayOf, formatInstant } from "../../models/shared/values/day";
import { writeRepeat } from "../../models/shared/values/repeat";
import type { Ctx } from "../../server/context";
import { planReminder } from "../../server/calendar/planReminder";
import { readAhead } from "../../server/extractor/rules/times/ahead";
import { cardLimits } from "../card";
import { CHOICES, noteCard, promptCard } from "../cards/askCards";
import { chooseButtons, moreButton } from "../cards/candidateWords";
import { fitRows, fitTitle, nameOf, openCustomer, quoteOf, repeatRows, row, shownDue } from "../cards/parts";
import { plannedCard } from "../cards/visitCards";
import { advance } from "../draft/advance";
import { askWhen, isExplicit, isReminderOnly, stepIn, textOf } from "../draft/askWhen";
import { takeBack } from "../draft/applyDraft";
import { concernsDeal } from "../draft/dealWords";
import { UNDO_BUTTON_MS, type Draft } from "../draft/draft";
import { mentionWords, resolveMatter, type Resolution } from "../draft/resolve";
import { writeStep } from "../draft/writeStep";
import { reply, type DraftCard, type Reply } from "../reply";

interface Wish {
  text: string;
  due: TimeExpression;
  resolution: Resolution;
}

const partyOf = ({ resolution }: Wish) =>
  resolution.kind === "one"
    ? { customer: resolution.customer, contact: resolution.contact }
    : { customer: null, contact: null };

function savedReminderCard(
  ctx: Ctx,
  said: Draft,
  saved: { reminder: Reminder; wish: Wish; isMoved: boolean },
): DraftCard {
  const { reminder, wish, isMoved } = saved;
  const { customer } = partyOf(wish);
  const remind = formatInstant(reminder.remindAt, dayOf(ctx.now));
  const { from, to, time = null, kind } = wish.due;
  return {
    title: fitTitle(t.reminder.saved(reminder.text)),
    rows: fitRows([
      ...(customer ? [row(t.rows.customer, nameOf(customer))] : []),
      row(t.rows.due, shownDue({ from, to, time, kind }, ctx.now)),
      ...repeatRows(reminder.repeat, reminder.time),
      row(t.rows.remind, isMoved ? t.values.holidayMoved(remind) : remind),
    ]),
    quote: quoteOf(said),
    buttons: [
      {
        text: t.actions.undo,
        action: { kind: "undo", message: String(ctx.source.messageId) },
        lastsMs: UNDO_BUTTON_MS,
      },
      { text: t.actions.changeTime, action: { kind: "askTime", reminder: reminder.id } },
      customer ? openCustomer(customer) : { text: t.actions.open, path: `/reminders/${reminder.id}` },
    ],
  };
}

/** 哪位张总: the reminder is set, and one tap or a word says whose it is. The draft puts it anew, with whom it is about. */
function askWhose(
  ctx: Ctx,
  said: Draft,
  { card, resolution }: { card: DraftCard; resolution: Extract<Resolution, { kind: "many" }> },
): Reply {
  const draft = { ...said, id: newId(), replaces: String(ctx.source.messageId), isConfirmed: false };
  const shown = resolution.candidates.slice(0, CHOICES);
  const choose = chooseButtons(
    draft,
    shown.map((candidate) => ({ ...candidate, matter: 0 })),
  );
  const more = resolution.candidates.length > CHOICES ? [moreButton({ draft: draft.id, matter: 0 })] : [];
  const deeds = (card.buttons ?? []).filter((one) => "action" in one);
  const buttons = [...choose, ...more, ...deeds].slice(0, cardLimits.buttons);
  const text = t.reminder.whose(mentionWords(resolution.mention));
  const offered = shown.map(({ customer }) => customer.id);
  return {
    cards: [{ ...card, text, buttons }],
    wrote: said,
    draft,
    question: { kind: "who", draft: draft.id, matter: 0, offered },
  };
}

/** Sets one reminder and shows it. */
export async function setReminder(ctx: Ctx, said: Draft, wish: Wish): Promise<Reply> {
  const plan = planReminder(wish.due, { now: ctx.now, explicit: isExplicit(said), ahead: readAhead(said.text) });
  if ("refused" in plan) return reply(promptCard(t.reminder.past, t.reminder.pastHelp));
  const { from, to, time = null, kind, recurrence } = wish.due;
  const repeat = recurrence ? writeRepeat(recurrence) : null;
  const party = partyOf(wish);
  const step = { text: wish.text, due: { from, to, time, kind }, repeat, remindAt: plan.remindAt };
  const { reminder, visit } = await writeStep(ctx, step, party);
  const card =
    visit && party.customer
      ? { ...plannedCard(ctx, { visit, reminder, ...party, customer: party.customer }), quote: quoteOf(said) }
      : savedReminderCard(ctx, said, { reminder, wish, isMoved: plan.movedBy === "holiday" });
  if (wish.resolution.kind === "many") return askWhose(ctx, said, { card, resolution: wish.resolution });
  return { cards: [card], wrote: said, about: party.customer?.id ?? null };
}

/** Words about money, a stage or a talk, a name several have, or a pronoun nobody can place: the sentence is written like any other. */
function isMoreThanATask({ reading }: Draft, resolution: Resolution): boolean {
  if (reading.matters.length > 1 || resolution.kind === "many") return true;
  if (reading.pronoun && resolution.kind === "nobody") return true;
  return reading.matters.some((matter) => matter.followUp !== undefined || concernsDeal(matter));
}

/** `/提醒` and sentences about something to do. `/提醒` waits for no answer: a name that is not certain stays text. */
export async function reminder(ctx: Ctx, said: Draft): Promise<Reply> {
  const due = stepIn(said)?.due;
  const text = textOf(said);
  if (text === "") return reply(promptCard(t.ask.whenTitle, t.reminder.pastHelp));
  const resolution = await resolveMatter(ctx, said, 0);
  if (due?.contradiction ?? (!isExplicit(said) && isMoreThanATask(said, resolution))) return advance(ctx, said);
  if (due) return setReminder(ctx, said, { text, due, resolution });
  return askWhen(said, resolution);
}

/** 改成后天 after `/提醒`: the reminder is set anew, and still nobody is asked for. Null where a customer is certain, or it is more than that. */
export async function resetReminder(ctx: Ctx, draft: Draft): Promise<Reply | null> {
  const due = stepIn(draft)?.due;
  if (!due || due.contradiction || !isReminderOnly(draft)) return null;
  const resolution = await resolveMatter(ctx, draft, 0);
  if (resolution.kind === "one") return null;
  if (draft.replaces) await takeBack(ctx, draft.replaces);
  return setReminder(ctx, draft, { text: textOf(draft), due, resolution });
}

export const nothingToRemind = () => reply(noteCard(t.reminder.unclearTime, t.reminder.pastHelp));
