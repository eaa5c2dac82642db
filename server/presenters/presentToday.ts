import type { ReminderLine, Today as TodayAnswer } from "../../models/shared/contracts/read";
import type { Actor } from "../context";
import { abilitiesOn } from "../policies";
import type { DueReminder, Today } from "../queries/listToday";
import { presentInstant } from "./presentInstant";
import { presentRisk } from "./presentRisk";

const presentLine =
  (actor: Actor) =>
  ({ reminder, customerName, phone, source }: DueReminder): ReminderLine => ({
    id: reminder.id,
    version: reminder.version,
    text: reminder.text,
    customer: reminder.customer,
    customerName,
    dueFrom: reminder.dueFrom,
    dueTo: reminder.dueTo,
    time: reminder.time,
    repeat: reminder.repeat,
    remindAt: presentInstant(reminder.remindAt),
    state: reminder.state ?? "open",
    phone,
    source: source && { text: source.text, marks: source.marks },
    abilities: abilitiesOn(actor, "reminder", { ...reminder }),
  });

export function presentToday(actor: Actor, today: Today): TodayAnswer {
  const line = presentLine(actor);
  return {
    date: today.date,
    calendarNote: today.calendarNote,
    overdue: today.overdue.map(line),
    dueToday: today.dueToday.map(line),
    upcoming: today.upcoming.map(line),
    risks: today.risks.map(presentRisk(new Map([[actor.id, actor.name]]))),
    riskCount: today.riskCount,
  };
}
