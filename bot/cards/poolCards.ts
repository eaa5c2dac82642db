import type { CardRow } from "../../models/shared/contracts/card";
import type { ClaimsLeft } from "../../models/shared/contracts/pool";
import type { Customer } from "../../models/shared/entities/customer";
import { poolText } from "../../models/shared/text/zhCN/pool";
import { poolTalk as p } from "../../models/shared/text/zhCN/poolTalk";
import { dayOf, formatDay } from "../../models/shared/values/day";
import type { DraftButton, DraftCard } from "../reply";
import { fitButton, fitRows, fitText, fitTitle, nameOf, row } from "./parts";

const SHOWN = 5;

const claimButton = (customer: Customer, text: string, style: "primary" | "plain" = "plain"): DraftButton => ({
  text: fitButton(text),
  style,
  action: { kind: "claim", customers: [customer.id] },
});

const seeAll: DraftButton = { text: p.all, path: "/pool" };

const factRows = ({ level, region, source, lastContactAt, pooledAt }: Customer): CardRow[] => [
  ...(level ? [row(p.rows.level, level)] : []),
  ...(region ? [row(p.rows.region, region)] : []),
  ...(source ? [row(p.rows.source, source)] : []),
  ...(lastContactAt ? [row(p.rows.last, formatDay(dayOf(lastContactAt)))] : []),
  ...(pooledAt ? [row(p.rows.since, formatDay(dayOf(pooledAt)))] : []),
];

/** A customer nobody has; null where only a number was said. */
export const pooledCard = (customer: Customer | null): DraftCard =>
  customer
    ? {
        title: fitTitle(p.pooled(nameOf(customer))),
        text: fitText(p.pooledHelp),
        rows: fitRows(factRows(customer)),
        buttons: [claimButton(customer, p.claim, "primary"), { text: p.all, path: `/customers/${customer.id}` }],
      }
    : { title: fitTitle(p.pooledNumber), text: fitText(p.pooledNumberHelp), buttons: [seeAll] };

const lineOf = (customer: Customer): string =>
  [
    nameOf(customer),
    customer.level,
    customer.region,
    customer.lastContactAt && formatDay(dayOf(customer.lastContactAt)),
  ]
    .filter(Boolean)
    .join(" ");

/** The best of the pool, one button each. */
export function poolCard(
  { customers, count }: { customers: Customer[]; count: number },
  { leftToday, perDay }: ClaimsLeft,
): DraftCard {
  const shown = customers.slice(0, SHOWN);
  return {
    title: fitTitle(p.title(count)),
    text: fitText(`${p.order}${p.left(leftToday, perDay)}`),
    rows: shown.map((customer, place) => row(p.place(place + 1), lineOf(customer))),
    buttons: [...shown.map((customer) => claimButton(customer, p.claimOf(nameOf(customer)))), seeAll],
  };
}

/** Why somebody is given up, one tap each. */
export const releaseCard = (customer: Customer): DraftCard => ({
  title: fitTitle(p.whyTitle(nameOf(customer))),
  text: fitText(p.whyHelp),
  buttons: poolText.reasons.map((reason) => ({
    text: reason,
    action: { kind: "release", customer: customer.id, reason },
  })),
});
