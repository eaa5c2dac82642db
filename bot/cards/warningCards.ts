import { t } from "../../models/shared/text/zhCN/chat";
import type { Customer } from "../../models/shared/entities/customer";
import { addDays, dayOf, formatDay } from "../../models/shared/values/day";
import { formatFen } from "../../models/shared/values/money";
import type { Ctx } from "../../server/context";
import type { CustomerExtras } from "../../server/queries/gatherCustomerExtras";
import type { DraftCard } from "../reply";
import { fitNote, fitText, fitTitle, nameOf, openCustomer, row } from "./parts";

export interface ToldWarning {
  customer: Customer;
  extras: CustomerExtras;
  ownerName: string;
  rule: string;
}

/** Why, in whole sentences; what a rule of the company's own found is told by its name. */
const reasonOf = ({ extras, rule }: ToldWarning) => fitText(extras.risk?.sentence ?? t.risks.byRule(rule));

function factRows(ctx: Ctx, { customer, extras }: ToldWarning): DraftCard["rows"] {
  const last = customer.lastContactAt && formatDay(dayOf(customer.lastContactAt), dayOf(ctx.now));
  return [
    ...(last ? [row(t.risks.last, last)] : []),
    ...(extras.openAmount > 0 ? [row(t.risks.stake, formatFen(extras.openAmount))] : []),
  ];
}

/** What whoever leads the owner is told, with what can be done about it in one tap. */
export const managerWarningCard = (ctx: Ctx, told: ToldWarning): DraftCard => {
  const { customer, ownerName } = told;
  const { id } = customer;
  return {
    title: fitTitle(t.risks.warnManager(nameOf(customer))),
    subtitle: fitNote(t.risks.byRule(told.rule)),
    text: reasonOf(told),
    rows: [row(t.risks.owner, ownerName), ...(factRows(ctx, told) ?? [])],
    buttons: [
      { text: t.risks.nudge, style: "primary", action: { kind: "nudgeOwner", customer: id } },
      { text: t.risks.reassign, action: { kind: "askHeir", customer: id } },
      { text: t.risks.rest, action: { kind: "quietRisk", customer: id } },
      { text: t.risks.gotIt, style: "quiet", action: { kind: "gotIt" } },
      openCustomer(customer),
    ],
  };
};

/** The hint to whoever owns the customer. */
export const ownerWarningCard = (ctx: Ctx, told: ToldWarning): DraftCard => {
  const { customer } = told;
  const { id } = customer;
  const tomorrow = addDays(dayOf(ctx.now), 1);
  return {
    title: fitTitle(t.risks.warnOwner(nameOf(customer))),
    subtitle: fitNote(t.risks.byRule(told.rule)),
    text: reasonOf(told),
    rows: factRows(ctx, told) ?? [],
    buttons: [
      { text: t.risks.write, style: "primary", path: `/customers/${id}/follow-ups/new` },
      { text: t.risks.remindTomorrow, action: { kind: "plan", customer: id, text: t.risks.contact, day: tomorrow } },
      { text: t.risks.rest, action: { kind: "quietRisk", customer: id } },
      { text: t.risks.gotIt, style: "quiet", action: { kind: "gotIt" } },
      openCustomer(customer),
    ],
  };
};

/** One line for everything beyond three a day. */
export const restCard = (count: number): DraftCard => ({
  title: fitTitle(t.risks.restTitle(count)),
  text: t.risks.restText,
  buttons: [{ text: t.risks.seeRest, path: "/risks?whose=all" }],
});
