import { t } from "../../models/shared/text/zhCN/chat";
import { bareCompany } from "../../models/shared/values/companyName";
import { daysBetween, dayOf } from "../../models/shared/values/day";
import { formatShortFen } from "../../models/shared/values/money";
import type { Ctx } from "../../server/context";
import type { Candidate } from "../../server/queries/match/types";
import { cardLimits } from "../card";
import type { Draft } from "../draft/draft";
import type { DraftButton } from "../reply";
import { fitButton, nameOf } from "./parts";

type Shown = Pick<Candidate, "customer" | "contact">;

const cut = (text: string, length: number) => [...text].slice(0, Math.max(0, length)).join("");
const lengthOf = (text: string) => [...text].length;

/** 鼎盛杭州: short name and place, so that the place is not what is cut off. */
function companyIn({ customer }: Shown, room: number): string {
  const region = customer.region ?? "";
  const company = customer.aliases[0] ?? bareCompany(customer.name);
  if (!region || region.length > room - 2) return cut(company, room);
  const local = company.startsWith(region) ? company.slice(region.length) : company;
  return cut(local.replace(region, ""), room - lengthOf(region)) + region;
}

/** `张伟·鼎盛`: who, and at whom, in the ten characters a button has. */
function labelOf(shown: Shown, room: number = cardLimits.buttonText): string {
  const { contact, customer } = shown;
  if (!contact)
    return customer.kind === "company" && room < lengthOf(nameOf(customer))
      ? companyIn(shown, room)
      : cut(nameOf(customer), room);
  const name = cut(contact.name, room - 3);
  return `${name}·${companyIn(shown, room - lengthOf(name) - 1)}`;
}

/** What two of the same label still differ in: the end of a number, else their place in the list. */
function tailOf({ contact, customer }: Shown, place: number): string {
  const phone = contact?.phones[0] ?? customer.phones[0];
  return phone ? phone.slice(-4) : String(place + 1);
}

/** One label each, no two the same. */
export function choiceLabels(shown: Shown[]): string[] {
  const labels = shown.map((one) => labelOf(one));
  const isTwice = (label: string) => labels.filter((other) => other === label).length > 1;
  const told = shown.map((one, place) => {
    const label = labels[place] ?? "";
    if (!isTwice(label)) return fitButton(label);
    const tail = tailOf(one, place);
    return `${labelOf(one, cardLimits.buttonText - tail.length - 1)} ${tail}`;
  });
  return told.map((label, place) =>
    told.indexOf(label) === place ? label : `${cut(label, cardLimits.buttonText - 2)} ${place + 1}`,
  );
}

/** One button each that says whom a matter of the draft is about. */
export function chooseButtons(draft: Draft, shown: (Shown & { matter: number })[]): DraftButton[] {
  const labels = choiceLabels(shown);
  return shown.map(({ matter, customer }, place) => ({
    text: labels[place] ?? "",
    action: { kind: "choose", draft: draft.id, matter, customer: customer.id },
  }));
}

/** Who is not among those shown is picked in the mini-app. */
export const moreButton = (at: { draft: string; matter: number }): DraftButton => ({
  text: t.actions.more,
  opens: "/pick",
  action: { kind: "pick", ...at },
});

function lastTalk(ctx: Ctx, { customer }: Candidate): string {
  if (!customer.lastContactAt) return t.ask.reasonNever;
  return t.ask.reasonLast(t.ask.ago(daysBetween(dayOf(customer.lastContactAt), dayOf(ctx.now))));
}

/** Why it may be them: 昨天跟过 · 商机80万. */
export function reasonsOf(ctx: Ctx, candidate: Candidate): string {
  const { openAmount, reasons } = candidate;
  return [
    lastTalk(ctx, candidate),
    ...(openAmount > 0 ? [t.ask.reasonDeal(formatShortFen(openAmount))] : []),
    ...(reasons.includes("learned") ? [t.ask.reasonLearned] : []),
    ...(reasons.includes("phone") ? [t.ask.reasonPhone] : []),
    ...(reasons.includes("soundsLike") ? [t.ask.reasonSound] : []),
  ].join(" · ");
}
