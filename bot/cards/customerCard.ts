import type { Contact } from "../../models/shared/entities/contact";
import type { Customer } from "../../models/shared/entities/customer";
import { t } from "../../models/shared/text/zhCN/chat";
import { dayOf, formatDay, formatInstant } from "../../models/shared/values/day";
import { formatFen } from "../../models/shared/values/money";
import type { Ctx } from "../../server/context";
import type { CustomerExtras } from "../../server/queries/gatherCustomerExtras";
import type { DraftCard } from "../reply";
import { fitNote, fitRows, fitTitle, nameOf, openCustomer, row } from "./parts";

function nextStepOf(ctx: Ctx, { nextStep }: CustomerExtras): string {
  if (!nextStep) return t.values.noNextStep;
  return `${nextStep.text} ${formatDay(nextStep.dueTo ?? dayOf(nextStep.remindAt), dayOf(ctx.now))}`;
}

/** What one wants to know before calling: last words, next step, number, money. */
export function customerCard(
  ctx: Ctx,
  shown: { customer: Customer; contacts: Contact[]; extras: CustomerExtras },
): DraftCard {
  const { customer, contacts, extras } = shown;
  const { lastFollowUp, openAmount } = extras;
  const today = dayOf(ctx.now);
  const own = customer.phones.map((phone) => row(t.rows.phone, phone));
  const people = contacts
    .slice(0, 2)
    .map((contact) => row(t.rows.contact, [contact.name, contact.title, contact.phones[0]].filter(Boolean).join(" ")));
  const last = lastFollowUp
    ? row(
        t.rows.last,
        `${formatDay(dayOf(lastFollowUp.happenedAt ?? lastFollowUp.createdAt), today)} ${lastFollowUp.content}`,
      )
    : row(t.rows.last, t.customer.noFollowUp);
  return {
    title: fitTitle(nameOf(customer)),
    ...(customer.lastContactAt
      ? { subtitle: fitNote(`${t.rows.last} ${formatInstant(customer.lastContactAt, today)}`) }
      : {}),
    rows: fitRows([
      last,
      row(t.rows.nextStep, nextStepOf(ctx, extras)),
      ...own,
      ...people,
      ...(openAmount > 0 ? [row(t.rows.deal, formatFen(openAmount))] : []),
    ]),
    buttons: [openCustomer(customer)],
  };
}
