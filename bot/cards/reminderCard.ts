import type { Customer } from "../../models/shared/entities/customer";
import type { Reminder } from "../../models/shared/entities/reminder";
import type { Visit } from "../../models/shared/entities/visit";
import { visitTalk } from "../../models/shared/text/zhCN/visits";
import { t } from "../../models/shared/text/zhCN/chat";
import { dayOf, formatDay, formatDays, instantOf } from "../../models/shared/values/day";
import type { Ctx } from "../../server/context";
import type { CustomerExtras } from "../../server/queries/gatherCustomerExtras";
import type { Source } from "../../server/queries/readSources";
import { cardLimits, fitValue } from "../card";
import type { DraftCard } from "../reply";
import { fitNote, fitRows, fitTitle, nameOf, repeatRows, row } from "./parts";
import { checkInPath } from "./visitCards";

export interface Ringing {
  reminder: Reminder;
  customer: Customer | null;
  extras: CustomerExtras | null;
  phone: string | null;
  source: Source | null;
  /** Set when it rings for a visit. */
  visit: Visit | null;
}

function dueOf(ctx: Ctx, { dueFrom, dueTo, time }: Reminder): string | null {
  if (!dueFrom) return null;
  return [formatDays(dueFrom, dueTo ?? dueFrom, dayOf(ctx.now)), time].filter(Boolean).join(" ");
}

/** On its own page, until it is settled. */
function taskOf({ id, dueFrom, dueTo, time }: Reminder): DraftCard["task"] {
  const day = dueTo ?? dueFrom;
  return { path: `/reminders/${id}`, ...(day && time ? { dueAt: instantOf(day, time).toISOString() } : {}) };
}

/** It is time: what, for whom, the last words, the number, and five things one can do about it. */
export function reminderCard(ctx: Ctx, { reminder, customer, extras, phone, source, visit }: Ringing): DraftCard {
  const due = dueOf(ctx, reminder);
  const last = extras?.lastFollowUp?.content;
  const { id } = reminder;
  return {
    title: fitTitle(t.reminder.title(reminder.text)),
    task: taskOf(reminder),
    ...(customer ? { subtitle: fitNote(nameOf(customer)) } : {}),
    rows: fitRows([
      ...(due ? [row(t.rows.due, due)] : []),
      ...repeatRows(reminder.repeat, reminder.time),
      ...(phone ? [row(t.rows.phone, phone)] : []),
      ...(last ? [row(t.rows.last, last)] : []),
    ]),
    ...(source
      ? {
          quote: {
            title: `${t.preview.quote} · ${formatDay(dayOf(source.at), dayOf(ctx.now))}`,
            text: fitValue(source.text, cardLimits.quote),
          },
        }
      : {}),
    buttons: [
      { text: t.actions.complete, style: "primary", action: { kind: "completeReminder", reminder: id } },
      ...(visit && customer ? [{ text: visitTalk.actions.checkIn, path: checkInPath(customer.id, visit.id) }] : []),
      { text: t.actions.oneHour, action: { kind: "postponeReminder", reminder: id, preset: "oneHour" } },
      {
        text: t.actions.tomorrowMorning,
        action: { kind: "postponeReminder", reminder: id, preset: "tomorrowMorning" },
      },
      { text: t.actions.changeTime, action: { kind: "askTime", reminder: id } },
      { text: t.actions.drop, style: "quiet", action: { kind: "dropReminder", reminder: id } },
    ],
  };
}
