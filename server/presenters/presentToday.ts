import type { ReminderLine, Today as TodayAnswer, VisitLine } from "../../models/shared/contracts/read";
import type { Actor } from "../context";
import { abilitiesOn } from "../policies";
import type { DueReminder, DueVisit, Today } from "../queries/listToday";
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

const presentVisit =
  (actor: Actor) =>
  ({ visit, customerName }: DueVisit): VisitLine => {
    const { id, customer, text, time, state, checkIn, followUp } = visit;
    const abilities = abilitiesOn(actor, "visit", { ...visit });
    return {
      id,
      customer,
      customerName,
      text,
      time,
      state: state ?? "",
      checkIn,
      hasNote: followUp !== null,
      abilities,
    };
  };

export function presentToday(actor: Actor, today: Today): TodayAnswer {
  const line = presentLine(actor);
  // A visit and its reminder are one thing, and told once.
  const told = new Set(today.visits.map(({ visit }) => visit.reminder));
  return {
    date: today.date,
    calendarNote: today.calendarNote,
    visits: today.visits.map(presentVisit(actor)),
    overdue: today.overdue.map(line),
    dueToday: today.dueToday.filter(({ reminder }) => !told.has(reminder.id)).map(line),
    upcoming: today.upcoming.map(line),
    risks: today.risks.map(presentRisk(new Map([[actor.id, actor.name]]))),
    riskCount: today.riskCount,
  };
}
