import type { Ctx } from "../../server/context";
import { takenCard } from "../cards/accessCards";
import { pooledCard } from "../cards/poolCards";
import { askDayCard, askDealCard, askWhoCard, CHOICES } from "../cards/askCards";
import { askCustomerCard } from "../cards/askCustomerCard";
import { previewCard, type PreviewedMatter } from "../cards/previewCard";
import { savedCard } from "../cards/savedCard";
import type { Reply } from "../reply";
import { applyDraft } from "./applyDraft";
import { askWhen, lacksTime } from "./askWhen";
import type { Draft } from "./draft";
import { aimAt, wouldChange, type Aim } from "./findDeal";
import { readPipeline } from "../../server/queries/readSetting";
import { recentCustomers } from "../../server/queries/recentCustomers";
import { findResemblance } from "../../server/queries/match/findSimilar";
import { authorizeCreate } from "../../server/policies";
import { resolveMatter, type Resolution, type Settled } from "./resolve";
import { learnNames } from "./learnNames";
import { findContradiction, stepsOf } from "./steps";
import { confirmReasons, keepsPerson } from "./tier";

const isSettled = (resolution: Resolution): resolution is Settled =>
  resolution.kind === "one" || resolution.kind === "new";

/** The question that has to be answered before this matter can be written; null when its customer is settled. */
async function askCustomer(
  ctx: Ctx,
  draft: Draft,
  at: { index: number; resolution: Resolution },
): Promise<Reply | null> {
  const { index, resolution } = at;
  // A tap answers, and so does a name typed next.
  const who = { kind: "who" as const, draft: draft.id, matter: index };
  switch (resolution.kind) {
    case "one":
    case "new":
      return null;
    case "many": {
      const offered = resolution.candidates.slice(0, CHOICES).map(({ customer }) => customer.id);
      return { cards: [askCustomerCard(ctx, draft, { index, ...resolution })], draft, question: { ...who, offered } };
    }
    case "taken":
      return { cards: [takenCard(resolution.mention)] };
    case "pooled":
      return { cards: [pooledCard(resolution.customer)] };
    case "nobody": {
      const customers = await recentCustomers(ctx, CHOICES);
      const offered = customers.map(({ id }) => id);
      return { cards: [askWhoCard(draft, { index, customers })], draft, question: { ...who, offered } };
    }
  }
}

/** Which of a customer's open deals is meant, for the first matter that leaves it open. */
async function askDeal(draft: Draft, aims: Aim[]): Promise<Reply | null> {
  for (const [index, { found }] of aims.entries()) {
    const matter = draft.reading.matters[index];
    if (!matter || found?.kind !== "several" || found.isLeft) continue;
    const pipeline = await readPipeline();
    if (!found.deals.some((deal) => wouldChange(pipeline, draft, { matter, deal }))) continue;
    return { cards: [askDealCard(draft, { index, deals: found.deals, pipeline })], draft };
  }
  return null;
}

/** The question that has to be answered once it is known whom the draft is about. */
async function askRest(draft: Draft, aims: Aim[]): Promise<Reply | null> {
  const contradiction = findContradiction(draft);
  if (contradiction) return { cards: [askDayCard(draft, contradiction)], draft };
  return askDeal(draft, aims);
}

/** Each matter with what it would change. */
async function lookAhead(ctx: Ctx, draft: Draft, aims: Aim[]): Promise<PreviewedMatter[]> {
  const pipeline = await readPipeline();
  const matters: PreviewedMatter[] = [];
  for (const [index, { resolution, found }] of aims.entries()) {
    const deal = found?.deal ?? null;
    const resembles = resolution.kind === "new" ? await findResemblance(ctx, resolution.mention) : null;
    const keeps = keepsPerson(draft, index, resolution);
    matters.push({ resolution, deal, pipeline, steps: stepsOf(ctx, draft, index), resembles, keeps });
  }
  return matters;
}

/**
 * Looks at a draft from the start: asks the first open question, shows the preview, or writes.
 * Called for a new sentence and again after every answer.
 * @throws AppError `forbidden` for somebody without a sales role
 */
export async function advance(ctx: Ctx, draft: Draft): Promise<Reply> {
  // Before anybody is looked up: who may not write learns nothing of whom colleagues have either.
  authorizeCreate(ctx.actor, "followUp");
  if (lacksTime(draft)) return askWhen(draft, await resolveMatter(ctx, draft, 0));
  const resolutions: Settled[] = [];
  // A yes said too early confirms what has not been shown yet: it counts for the preview only.
  const open = { ...draft, isConfirmed: false };
  for (const index of draft.reading.matters.keys()) {
    const resolution = await resolveMatter(ctx, draft, index);
    const question = await askCustomer(ctx, open, { index, resolution });
    if (question) return question;
    if (isSettled(resolution)) resolutions.push(resolution);
  }
  const aims = await aimAt(ctx, draft, resolutions);
  const question = await askRest(open, aims);
  if (question) return question;
  const reasons = draft.isConfirmed ? [] : confirmReasons(draft, aims);
  if (reasons.length > 0) {
    const matters = await lookAhead(ctx, draft, aims);
    return { cards: [previewCard(ctx, draft, { reasons, matters })], draft };
  }

  const applied = await applyDraft(ctx, draft, aims);
  await learnNames(ctx, draft, resolutions);
  const [first] = applied.matters;
  return { cards: [savedCard(ctx, draft, applied)], wrote: draft, about: first?.customer.id ?? null };
}
