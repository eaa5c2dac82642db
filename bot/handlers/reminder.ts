import type { TimeExpression } from "../../models/shared/contracts/extraction";
import { t } from "../../models/shared/text/zhCN/chat";
import { dayOf, formatInstant } from "../../models/shared/values/day";
import { createRecord } from "../../server/commands/records";
import type { Ctx } from "../../server/context";
import { planReminder } from "../../server/planReminder";
import { noteCard, promptCard } from "../cards/askCards";
import { fitRows, fitTitle, nameOf, quoteOf, row, shownDue } from "../cards/parts";
import { advance } from "../draft/advance";
import { concernsDeal } from "../draft/applyOpportunity";
import { UNDO_BUTTON_MS, type Draft } from "../draft/draft";
import { resolveMatter, type Resolution } from "../draft/resolve";
import { reply, type DraftButton, type Reply } from "../reply";

interface Wish {
  text: string;
  due: TimeExpression;
  resolution: Resolution;
}

/** Sets one reminder and shows it. */
export async function setReminder(ctx: Ctx, said: Draft, wish: Wish): Promise<Reply> {
  const plan = planReminder(wish.due, {
    now: ctx.now,
    explicit: said.reading.explicitReminder || said.reading.command === "reminder",
  });
  if ("refused" in plan) return reply(promptCard(t.reminder.past, t.reminder.pastHelp));
  const customer = wish.resolution.kind === "one" ? wish.resolution.customer : null;
  const { due } = wish;
  const reminder = await createRecord(ctx, "reminder", {
    customer: customer?.id ?? null,
    text: wish.text.slice(0, 200),
    dueFrom: due.from,
    dueTo: due.to,
    time: due.time ?? null,
    remindAt: plan.remindAt,
  });
  const remind = formatInstant(reminder.remindAt, dayOf(ctx.now));
  const open: DraftButton = customer
    ? { text: t.actions.openCustomer, path: `/customers/${customer.id}` }
    : { text: t.actions.open, path: `/reminders/${reminder.id}` };
  const card = {
    title: fitTitle(t.reminder.saved(reminder.text)),
    rows: fitRows([
      ...(customer ? [row(t.rows.customer, nameOf(customer))] : []),
      row(t.rows.due, shownDue({ from: due.from, to: due.to, time: due.time ?? null, kind: due.kind }, ctx.now)),
      row(t.rows.remind, plan.movedBy === "holiday" ? t.values.holidayMoved(remind) : remind),
    ]),
    quote: quoteOf(said),
    buttons: [
      {
        text: t.actions.undo,
        action: { kind: "undo", message: String(ctx.source.messageId) },
        lastsMs: UNDO_BUTTON_MS,
      },
      { text: t.actions.changeTime, action: { kind: "askTime", reminder: reminder.id } },
      open,
    ] satisfies DraftButton[],
  };
  return { cards: [card], wrote: said, about: customer?.id ?? null };
}

const FALLBACK_TEXT = (said: Draft) => said.reading.rest.trim() || said.text.trim();

/** Words about money, a stage or a talk, a name several have, or a pronoun nobody can place: the sentence is written like any other. */
function isMoreThanATask({ reading }: Draft, resolution: Resolution): boolean {
  if (reading.matters.length > 1 || resolution.kind === "many") return true;
  if (reading.pronoun && resolution.kind === "nobody") return true;
  return reading.matters.some((matter) => matter.followUp !== undefined || concernsDeal(matter));
}

/** `/提醒` and sentences about something to do. `/提醒` never asks who: a name that is not certain stays text. */
export async function reminder(ctx: Ctx, said: Draft): Promise<Reply> {
  const isBare = said.reading.command === "reminder" || said.reading.explicitReminder;
  const [matter] = said.reading.matters;
  const [next] = matter?.nextActions ?? [];
  const text = next?.text.value ?? FALLBACK_TEXT(said);
  if (text === "") return reply(promptCard(t.ask.whenTitle, t.reminder.pastHelp));
  const resolution: Resolution = matter ? await resolveMatter(ctx, said, 0) : { kind: "nobody" };
  if (!isBare && isMoreThanATask(said, resolution)) return advance(ctx, said);
  if (next?.due?.contradiction) return advance(ctx, said);
  const customer = resolution.kind === "one" ? resolution.customer.id : null;
  if (!next?.due) {
    return { cards: [promptCard(t.ask.whenTitle, t.ask.whenHelp(text))], question: { kind: "when", text, customer } };
  }
  return setReminder(ctx, said, { text, due: next.due, resolution });
}

export const nothingToRemind = () => reply(noteCard(t.reminder.unclearTime, t.reminder.pastHelp));
