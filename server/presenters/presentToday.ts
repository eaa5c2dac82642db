import type { ReminderLine, Today as TodayAnswer } from "../../models/shared/contracts/read";
import { todayText } from "../../models/shared/text/zhCN/today";
import { formatFen } from "../../models/shared/values/money";
import type { Actor } from "../context";
import { abilitiesOn } from "../policies";
import type { Risk } from "../queries/findRisks";
import type { DueReminder, Today } from "../queries/listToday";
import { presentInstant } from "./presentInstant";

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

const presentRisk = ({ customer, customerName, phone, silentDays, openAmount }: Risk) => ({
  customer,
  customerName,
  phone,
  reason:
    openAmount > 0 ? todayText.silentWithDeal(silentDays, formatFen(openAmount)) : todayText.silentFor(silentDays),
});

export function presentToday(actor: Actor, today: Today): TodayAnswer {
  const line = presentLine(actor);
  return {
    date: today.date,
    calendarNote: today.calendarNote,
    overdue: today.overdue.map(line),
    dueToday: today.dueToday.map(line),
    upcoming: today.upcoming.map(line),
    risks: today.risks.map(presentRisk),
    riskCount: today.riskCount,
  };
}
