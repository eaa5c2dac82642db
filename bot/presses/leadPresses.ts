import { leadTalk as t } from "../../models/shared/text/zhCN/leadTalk";
import { t as chat } from "../../models/shared/text/zhCN/chat";
import { assignLead } from "../../server/commands/lead/assignLead";
import { convertLead } from "../../server/commands/lead/convertLead";
import { invalidateLead } from "../../server/commands/lead/invalidateLead";
import { takeLead } from "../../server/commands/lead/takeLead";
import type { Ctx } from "../../server/context";
import { AppError } from "../../server/errors";
import { findUserNames } from "../../server/queries/findNames";
import { findReadable } from "../../server/queries/findReadable";
import { planConversion } from "../../server/queries/planConversion";
import type { Action, OrderStep } from "../actions";
import { noteCard, promptCard } from "../cards/askCards";
import { assignedLeadCard, conversionCard, convertedCard, invalidLeadCard, takenLeadCard } from "../cards/leadCards";
import { nameOf } from "../cards/parts";
import { reply, type Reply } from "../reply";

const KINDS = ["takeLead", "askInvalid", "invalidateLead", "askConvert", "convertLead"] as const;
type LeadAction = Extract<Action, { kind: (typeof KINDS)[number] }>;

export const isLeadAction = (pressed: Action): pressed is LeadAction =>
  (KINDS as readonly string[]).includes(pressed.kind);

async function take(ctx: Ctx, id: string): Promise<Reply> {
  const lead = await takeLead(ctx, { id });
  return { ...reply(takenLeadCard(ctx, lead)), wrote: true, about: lead.customer, closedAs: t.closed.taken };
}

async function askInvalid(ctx: Ctx, id: string): Promise<Reply> {
  await findReadable(ctx, "lead", id);
  const buttons = t.invalid.reasons.map((reason) => ({
    text: reason,
    action: { kind: "invalidateLead", lead: id, reason } as const,
  }));
  return {
    cards: [promptCard(t.invalid.title, t.invalid.help, buttons)],
    question: { kind: "invalidLead", lead: id },
    closedAs: t.buttons.invalid,
  };
}

/** Sets a lead aside with the reason said or tapped. */
export async function invalidate(ctx: Ctx, { lead: id, reason }: { lead: string; reason: string }): Promise<Reply> {
  const lead = await invalidateLead(ctx, { id, reason });
  return { ...reply(invalidLeadCard(ctx, lead)), wrote: true, closedAs: t.closed.invalid };
}

/** What it would become, before anything is written. */
export async function askConvert(ctx: Ctx, id: string): Promise<Reply> {
  return { ...reply(conversionCard(await planConversion(ctx, id))), closedAs: t.closed.asked };
}

export async function convert(ctx: Ctx, step: Extract<OrderStep, { verb: "convert" }>): Promise<Reply> {
  const lead = await convertLead(ctx, { id: step.lead, customer: step.customer, withDeal: step.withDeal });
  const customer = await findReadable(ctx, "customer", lead.customer ?? "");
  return {
    ...reply(convertedCard(ctx, lead, nameOf(customer))),
    wrote: true,
    about: customer.id,
    closedAs: t.closed.converted,
  };
}

export async function assign(ctx: Ctx, step: Extract<OrderStep, { verb: "assignLead" }>): Promise<Reply> {
  const lead = await assignLead(ctx, { id: step.lead, owner: step.user });
  const [owner] = await findUserNames([step.user]);
  return { ...reply(assignedLeadCard(ctx, lead, owner?.[1] ?? "")), wrote: true };
}

function pressOn(ctx: Ctx, pressed: LeadAction): Promise<Reply> {
  switch (pressed.kind) {
    case "takeLead":
      return take(ctx, pressed.lead);
    case "askInvalid":
      return askInvalid(ctx, pressed.lead);
    case "invalidateLead":
      return invalidate(ctx, pressed);
    case "askConvert":
      return askConvert(ctx, pressed.lead);
    case "convertLead":
      return convert(ctx, pressed.step);
  }
}

const SETTLED = ["forbidden", "not_found", "already_settled"];

/** That it was done in the mini-app meanwhile, or is a colleague's by now, is an answer. */
export async function orSettled(press: Promise<Reply>): Promise<Reply> {
  try {
    return await press;
  } catch (error) {
    if (!(error instanceof AppError) || !SETTLED.includes(error.code)) throw error;
    const title = error.code === "already_settled" ? t.convert.already : t.settled;
    return { ...reply(noteCard(title)), closedAs: chat.closed.settled };
  }
}

export const pressLead = (ctx: Ctx, pressed: LeadAction): Promise<Reply> => orSettled(pressOn(ctx, pressed));
