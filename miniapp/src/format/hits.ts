import { leadStateNames } from "../../../models/shared/text/zhCN/leads";
import { checkInNames, methodNames, visitStateNames } from "../../../models/shared/text/zhCN/fields";
import { pages as t } from "../../../models/shared/text/zhCN/pages";
import { formatDay, type Day } from "../../../models/shared/values/day";
import { formatFen } from "../../../models/shared/values/money";
import type {
  ApprovalItem,
  ContactItem,
  CustomerItem,
  FollowUpItem,
  LeadItem,
  OpportunityItem,
  ReminderItem,
  VisitItem,
} from "../api/types";
import { dayWordsOf, dueWords } from "./due";
import { dialable } from "./phone";

const TAIL = 4;
const joined = (parts: (string | null | undefined)[], between: string) => parts.filter(Boolean).join(between);

/** Findings of a search as rows. */
export const customerHit = (item: CustomerItem, today: Day) => ({
  to: `/customers/${item.id}`,
  name: item.name,
  level: item.level,
  side: item.lastContactAt && dayWordsOf(item.lastContactAt, today),
  second: joined(
    [...item.aliases, item.region, item.phones[0] && t.search.tail(dialable(item.phones[0]).slice(-TAIL))],
    " · ",
  ),
});

export const followUpHit = (item: FollowUpItem, today: Day) => ({
  to: `/customers/${item.customer}`,
  name: item.customerName ?? "",
  side: joined([item.happenedAt && dayWordsOf(item.happenedAt, today), item.method && methodNames[item.method]], " "),
  said: item.content,
});

export const opportunityHit = (item: OpportunityItem, today: Day) => ({
  to: `/opportunities/${item.id}`,
  name: item.name,
  stage: item.stageName,
  amount: item.amount === null ? null : formatFen(item.amount),
  second: joined(
    [item.customerName, item.expectedCloseOn && t.opportunities.closeOn(formatDay(item.expectedCloseOn, today))],
    " · ",
  ),
});

export const reminderHit = (item: ReminderItem, today: Day) => ({
  to: `/reminders/${item.id}`,
  name: item.text,
  side: dueWords(item, today) ?? dayWordsOf(item.remindAt, today),
  second: item.customerName ?? t.reminders.unlinked,
});

export const contactHit = (item: ContactItem) => ({
  to: `/customers/${item.customer}`,
  name: item.name,
  second: joined([item.customerName, item.title], " · "),
});

/** The deal, or the customer, that somebody has to agree about. */
export const approvalPath = ({ opportunity, customer }: Pick<ApprovalItem, "opportunity" | "customer">) =>
  opportunity ? `/opportunities/${opportunity}` : `/customers/${customer}`;

export const approvalHit = (item: ApprovalItem) => ({
  to: approvalPath(item),
  name: item.title,
  amount: item.amount === null ? null : formatFen(item.amount),
});

export const leadHit = (item: LeadItem) => ({
  to: `/leads/${item.id}`,
  name: item.name,
  second: joined([item.company, item.source, item.state && leadStateNames[item.state]], " · "),
});

export const visitHit = (item: VisitItem, today: Day) => ({
  to: `/visits/${item.id}`,
  name: item.customerName ?? "",
  side: joined([formatDay(item.visitedOn ?? item.plannedOn ?? today, today), item.time], " "),
  second: joined(
    [visitStateNames[item.state ?? "planned"], item.checkIn && checkInNames[item.checkIn], item.visitorName],
    " · ",
  ),
  ...(item.followUpName ? { said: item.followUpName } : {}),
});
