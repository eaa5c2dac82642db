import type { CardRow } from "../../models/shared/contracts/card";
import { OPEN_LEAD_STATES, type Lead } from "../../models/shared/entities/lead";
import { scoreReasonsOf } from "../../models/shared/text/zhCN/leads";
import { leadTalk as t } from "../../models/shared/text/zhCN/leadTalk";
import { dayOf, formatInstant } from "../../models/shared/values/day";
import { formatFen } from "../../models/shared/values/money";
import type { Ctx } from "../../server/context";
import type { Conversion } from "../../server/queries/planConversion";
import { UNDO_BUTTON_MS } from "../draft/draft";
import type { DraftButton, DraftCard } from "../reply";
import { t as chat } from "../../models/shared/text/zhCN/chat";
import { fitButton, fitNote, fitRows, fitTitle, nameOf, openCustomer, row } from "./parts";

const MOST_JOINS = 3;

export const openLead = (lead: { id: string }, text: string = t.buttons.open): DraftButton => ({
  text,
  path: `/leads/${lead.id}`,
});

const undoButton = (ctx: Ctx): DraftButton => ({
  text: chat.actions.undo,
  action: { kind: "undo", message: String(ctx.source.messageId) },
  lastsMs: UNDO_BUTTON_MS,
});

const convertButton = ({ id }: Lead): DraftButton => ({
  text: t.buttons.convert,
  action: { kind: "askConvert", lead: id },
});

/** The words a rep needs before calling: number, where from, what was said, what it promises. */
export function leadRows(lead: Lead): CardRow[] {
  const { phones, company, source, region, budget, rawText, score } = lead;
  const reasons = scoreReasonsOf(lead).map(({ text }) => text);
  return [
    ...(phones[0] ? [row(t.rows.phone, phones[0])] : []),
    ...(company ? [row(t.rows.company, company)] : []),
    ...(source || region ? [row(t.rows.source, t.line([source, region]))] : []),
    ...(budget === null ? [] : [row(t.rows.budget, formatFen(budget))]),
    ...(rawText ? [row(t.rows.words, rawText.replaceAll("\n", " "))] : []),
    row(t.rows.score, t.score(score ?? 0, reasons)),
  ];
}

const callButton = (lead: Lead): DraftButton =>
  openLead(lead, lead.phones.length > 0 ? t.buttons.call : t.buttons.open);

/** What can be done with it now: one that is a customer already leads there. */
function newLeadButtons(lead: Lead): DraftButton[] {
  const take = { text: t.buttons.take, style: "primary", action: { kind: "takeLead", lead: lead.id } } as const;
  if (!lead.state || !OPEN_LEAD_STATES.includes(lead.state)) {
    return [...(lead.customer ? [openCustomer({ id: lead.customer })] : []), callButton(lead)];
  }
  return [
    ...(lead.state === "assigned" ? [take] : []),
    callButton(lead),
    convertButton(lead),
    { text: t.buttons.invalid, style: "quiet", action: { kind: "askInvalid", lead: lead.id } },
  ];
}

/** For whom a lead was given to: everything to answer it with, one tap each. */
export function newLeadCard(ctx: Ctx, lead: Lead, title: string): DraftCard {
  const until = lead.answerBy && formatInstant(lead.answerBy, dayOf(ctx.now));
  return {
    title: fitTitle(title),
    ...(until && lead.state === "assigned" ? { subtitle: fitNote(`${t.rows.until} ${until}`) } : {}),
    rows: fitRows(leadRows(lead)),
    buttons: newLeadButtons(lead),
  };
}

/** For who wrote it down. */
export function savedLeadCard(ctx: Ctx, lead: Lead, said: { isRepeat: boolean; ownerName: string | null }): DraftCard {
  const isOwn = lead.owner === ctx.actor.id;
  const owner = said.ownerName ? t.given(said.ownerName) : t.nobody;
  return {
    title: fitTitle((said.isRepeat ? t.repeated : t.saved)(lead.name)),
    rows: fitRows([...(isOwn ? [] : [row(t.rows.owner, owner)]), ...leadRows(lead)]),
    buttons: [undoButton(ctx), ...(isOwn ? [convertButton(lead)] : []), openLead(lead)],
  };
}

export const takenLeadCard = (ctx: Ctx, lead: Lead): DraftCard => ({
  title: fitTitle(t.taken(lead.name)),
  rows: fitRows(leadRows(lead).slice(0, 2)),
  buttons: [callButton(lead), convertButton(lead), undoButton(ctx)],
});

export const assignedLeadCard = (ctx: Ctx, lead: Lead, who: string): DraftCard => ({
  title: fitTitle(t.assigned(lead.name, who)),
  buttons: [undoButton(ctx), openLead(lead)],
});

export const invalidLeadCard = (ctx: Ctx, lead: Lead): DraftCard => ({
  title: fitTitle(t.invalidated(lead.name)),
  rows: lead.invalidReason ? [row(t.rows.why, lead.invalidReason)] : [],
  buttons: [undoButton(ctx), openLead(lead)],
});

function mappingRows({ customer, contact, opportunity, content }: Conversion): CardRow[] {
  const { rows } = t.convert;
  const person = contact ?? customer;
  const amount = opportunity?.amount ?? null;
  return [
    row(rows.customer, t.line([t.convert.isNew(customer.name), customer.region])),
    row(rows.contact, t.line([person.name, contact?.title ?? null, person.phones[0] ?? null])),
    row(
      rows.deal,
      opportunity ? t.line([opportunity.name, amount === null ? null : formatFen(amount)]) : t.convert.noDeal,
    ),
    row(rows.note, content.replaceAll("\n", " ")),
  ];
}

/** What a lead becomes, to say yes to; where it may be a customer of the house, which one. */
export function conversionCard(plan: Conversion): DraftCard {
  const { lead, matches, opportunity } = plan;
  const convert = (customer: string | null, withDeal = true) =>
    ({ verb: "convert", lead: lead.id, customer, withDeal }) as const;
  const cancel: DraftButton = { text: t.buttons.cancel, style: "quiet", action: { kind: "dropOrder" } };
  if (matches.length === 0) {
    return {
      title: fitTitle(t.convert.title(lead.name)),
      rows: mappingRows(plan),
      buttons: [
        { text: t.buttons.confirm, style: "primary", action: { kind: "order", step: convert(null) } },
        ...(opportunity
          ? [{ text: t.buttons.withoutDeal, action: { kind: "convertLead", step: convert(null, false) } } as const]
          : []),
        cancel,
      ],
    };
  }
  return {
    title: fitTitle(t.convert.which(lead.name)),
    rows: mappingRows(plan),
    buttons: [
      ...matches.slice(0, MOST_JOINS).map((one): DraftButton => ({
        text: fitButton(t.buttons.join(nameOf(one))),
        style: "primary",
        action: { kind: "convertLead", step: convert(one.id) },
      })),
      { text: t.buttons.newCustomer, action: { kind: "convertLead", step: convert(null) } },
      cancel,
    ],
  };
}

export const convertedCard = (ctx: Ctx, lead: Lead, name: string): DraftCard => ({
  title: fitTitle(t.convert.done(name)),
  buttons: [undoButton(ctx), openCustomer({ id: lead.customer ?? "" })],
});

function lineOf(ctx: Ctx, lead: Lead): CardRow {
  const isLate = lead.state === "assigned" && lead.answerBy !== null && lead.answerBy <= ctx.now;
  const label = isLate ? t.late : String(lead.score ?? 0);
  return row(label, t.line([lead.name, lead.company, lead.phones[0] ?? null, lead.source]));
}

/** Leads to work on; the first ones lead to their pages. */
export function leadsCard(
  ctx: Ctx,
  leads: readonly Lead[],
  { title, path }: { title: string; path: string },
): DraftCard {
  return {
    title: fitTitle(title),
    rows: fitRows(leads.map((lead) => lineOf(ctx, lead))),
    buttons: [...leads.slice(0, 4).map((lead) => openLead(lead, fitButton(lead.name))), { text: t.buttons.all, path }],
  };
}
