import type { Reminder } from "../../models/shared/entities/reminder";
import { daysBetween, dayOf } from "../../models/shared/values/day";
import type { Ctx } from "../context";
import { sumOpenAmounts } from "./gatherCustomerExtras";
import { listToday, type DueReminder, type Today } from "./listToday";

/** Whom to turn to, and why. */
export interface Lead {
  customer: { id: string; name: string };
  reason: { kind: "overdue" | "due"; reminder: Reminder; lateDays: number } | { kind: "risk"; words: string };
  /** Open opportunities, in fen. */
  openAmount: number;
}

export interface Leads {
  leads: Lead[];
  /** Everything that is late, due today or at risk. */
  total: number;
}

const SHOWN = 3;

const toLead =
  (today: Today, kind: "overdue" | "due", amounts: ReadonlyMap<string, number>) =>
  ({ reminder, customerName }: DueReminder): Lead[] => {
    const { customer } = reminder;
    if (!customer || customerName === null) return [];
    const last = reminder.dueTo ?? reminder.dueFrom ?? dayOf(reminder.remindAt);
    const lateDays = Math.max(0, daysBetween(last, today.date));
    const openAmount = amounts.get(customer) ?? 0;
    return [{ customer: { id: customer, name: customerName }, reason: { kind, reminder, lateDays }, openAmount }];
  };

const byMoney = (a: Lead, b: Lead) => b.openAmount - a.openAmount;

const oncePerCustomer = (leads: Lead[]): Lead[] =>
  [...new Map(leads.toReversed().map((lead) => [lead.customer.id, lead])).values()].toReversed();

/** Whom the actor should turn to first: what is late by the money at stake, then what is due today, then who may slip away. */
export async function listFirst(ctx: Ctx): Promise<Leads> {
  const today = await listToday(ctx);
  const due = [...today.overdue, ...today.dueToday];
  const amounts = await sumOpenAmounts(
    ctx,
    due.flatMap(({ reminder }) => reminder.customer ?? []),
  );
  const risky = today.risks.map(({ customer, risk, openAmount }): Lead => ({
    customer: { id: customer.id, name: customer.name },
    reason: { kind: "risk", words: risk.short },
    openAmount,
  }));
  const leads = oncePerCustomer([
    ...today.overdue.flatMap(toLead(today, "overdue", amounts)).sort(byMoney),
    ...today.dueToday.flatMap(toLead(today, "due", amounts)),
    ...risky,
  ]);
  return { leads: leads.slice(0, SHOWN), total: due.length + today.riskCount };
}
