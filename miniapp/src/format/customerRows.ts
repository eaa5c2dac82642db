import { pages as t } from "../../../models/shared/text/zhCN/pages";
import { formatDay, type Day } from "../../../models/shared/values/day";
import { formatFen } from "../../../models/shared/values/money";
import type { ContactItem, OpportunityItem } from "../api/types";
import { spacedPhone } from "./phone";

export const dealRow = (today: Day) => (deal: OpportunityItem) => ({
  id: deal.id,
  what: deal.name,
  side: deal.amount === null ? null : formatFen(deal.amount),
  second: [
    deal.stageName,
    deal.expectedCloseOn ? t.opportunities.closeOn(formatDay(deal.expectedCloseOn, today)) : t.opportunities.noCloseDay,
  ]
    .filter(Boolean)
    .join(" · "),
  to: `/opportunities/${deal.id}`,
});

export const contactRow = (contact: ContactItem) => ({
  id: contact.id,
  what: contact.name,
  side: contact.phones[0] ? spacedPhone(contact.phones[0]) : null,
  second: [contact.title, contact.wechat, contact.email].filter(Boolean).join(" · "),
  to: `/contacts/${contact.id}/edit`,
});
