import type { FollowUp } from "../../models/shared/entities/followUp";
import type { Reminder } from "../../models/shared/entities/reminder";
import { writePromise, type KeptPromise } from "../../models/shared/values/promise";
import { dayOf, instantOf } from "../../models/shared/values/day";
import { t } from "../../models/shared/text/zhCN/chat";
import { attachFiles } from "../../server/commands/file/attachFiles";
import { createRecord } from "../../server/commands/records";
import type { KeptRecord } from "../../server/commands/undoOutcome";
import { NEW_NUMBER } from "../../models/shared/text/zhCN/personalCues";
import { undoMessage } from "../../server/commands/undoMessage";
import { recordVisit } from "../../server/commands/visit/recordVisit";
import type { Ctx } from "../../server/context";
import { applyCustomer, type Party } from "./applyCustomer";
import { applyOpportunity, type DealOutcome } from "./applyOpportunity";
import { isClosing } from "./dealWords";
import type { Draft, Matter } from "./draft";
import { wantsDeal, type Aim, type DealFound } from "./findDeal";
import { mentionWords, resolveMatter, type Settled } from "./resolve";
import { stepsOf, type Step } from "./steps";
import { keepsPerson } from "./tier";
import { writeStep } from "./writeStep";

/** What one matter became. The card is made from this, never from the draft's words. */
export interface Written extends Party {
  followUp: FollowUp | null;
  reminders: { reminder: Reminder; step: Step }[];
  /** Next steps without a day: told, not reminded. */
  undated: Step[];
  deal: DealOutcome | null;
  wasLearned: boolean;
  heardAs?: string;
}

export interface Applied {
  matters: Written[];
  /** What could not be taken back when a record was corrected. */
  kept: KeptRecord[];
}

/** A day without a clock time is kept as that day's start: the timeline shows the day alone. */
function happenedAt(ctx: Ctx, matter: Matter): Date {
  const happened = matter.followUp?.happened;
  if (!happened) return ctx.now;
  if (!happened.time && happened.from === dayOf(ctx.now)) return ctx.now;
  const at = instantOf(happened.from, happened.time);
  return at > ctx.now ? ctx.now : at;
}

/** What was promised, as it is kept. */
export const promisesIn = ({ promises = [] }: Matter): KeptPromise[] =>
  promises.map(({ by, who, what, until }) => ({
    by,
    who: who?.value ?? null,
    what: what.value,
    until: until?.to ?? null,
  }));

async function writeFollowUp(
  ctx: Ctx,
  party: Party,
  { matter, visit }: { matter: Matter; visit: string | undefined },
): Promise<FollowUp | null> {
  // `/跟进` and a name, and not a word of what was talked about.
  if (!matter.followUp?.content.value.trim()) return null;
  const note = {
    contact: party.contact?.id ?? null,
    content: matter.followUp.content.value,
    mood: matter.mood?.value ?? null,
    keywords: matter.keywords.slice(0, 20),
    promises: promisesIn(matter).slice(0, 5).map(writePromise),
    competitors: matter.competitors.slice(0, 5).map((rival) => rival.value),
    happenedAt: happenedAt(ctx, matter),
  };
  if (visit) return (await recordVisit(ctx, { id: visit, ...note })).followUp;
  return createRecord(ctx, "followUp", { ...note, customer: party.customer.id, method: matter.followUp.method });
}

async function writeReminders(ctx: Ctx, party: Party, steps: Step[]): Promise<Written["reminders"]> {
  const written: Written["reminders"] = [];
  for (const step of steps) {
    const { remindAt } = step;
    if (!remindAt) continue;
    const { reminder } = await writeStep(ctx, { ...step, remindAt }, party);
    written.push({ reminder, step });
  }
  return written;
}

/** A stage heard in a talk moves the one open deal; that there is none is told only to who asked for the move. */
async function writeDeal(
  ctx: Ctx,
  draft: Draft,
  { party, ...said }: { matter: Matter; party: Party; index: number; found: DealFound | null },
): Promise<DealOutcome | null> {
  const { matter } = said;
  if (!wantsDeal(draft, matter)) return null;
  const wasAsked = draft.reading.intent === "update_opportunity" || isClosing(matter) || matter.onHold !== undefined;
  const outcome = await applyOpportunity(ctx, party.customer, { draft, ...said });
  return outcome.kind === "none" && !wasAsked ? null : outcome;
}

async function applyMatter(
  ctx: Ctx,
  draft: Draft,
  at: { index: number; party: Party; found: DealFound | null },
): Promise<Omit<Written, "wasLearned" | "heardAs">> {
  const { party, index, found } = at;
  const matter = draft.reading.matters[index] as Matter;
  const steps = stepsOf(ctx, draft, index);
  // The note first: a visit it tells of counts at the gate of the stage it reached.
  const followUp = await writeFollowUp(ctx, party, { matter, visit: index === 0 ? draft.visit : undefined });
  return {
    ...party,
    deal: await writeDeal(ctx, draft, { matter, party, index, found }),
    followUp,
    reminders: await writeReminders(ctx, party, steps),
    undated: steps.filter((step) => !step.remindAt),
  };
}

function guessOf(resolution: Settled): Pick<Written, "wasLearned" | "heardAs"> {
  if (resolution.kind === "new") return { wasLearned: false };
  const { wasLearned, heardAs } = resolution;
  return { wasLearned, ...(heardAs ? { heardAs } : {}) };
}

/** Files hang on the first note; where the words made none, one is written for them. */
async function keepFiles(ctx: Ctx, { files = [] }: Draft, [first]: Written[]): Promise<void> {
  if (!first || files.length === 0) return;
  const note = { customer: first.customer.id, content: t.other.fileNote, happenedAt: ctx.now };
  const followUp = first.followUp ?? (await createRecord(ctx, "followUp", note));
  await attachFiles(ctx, { files, followUp: followUp.id });
}

/** A correction of a correction takes back both: the first record would count again beside the new one. */
export async function takeBack(ctx: Ctx, messageId: string): Promise<KeptRecord[]> {
  const { kept, revived } = await undoMessage(ctx, { messageId });
  return revived ? [...kept, ...(await takeBack(ctx, revived))] : kept;
}

/** What was replaced is gone, and with it what it had made or changed: nobody is as they were when they were found. */
async function lookUpAgain(ctx: Ctx, draft: Draft, aims: Aim[]): Promise<Aim[]> {
  const standing: Aim[] = [];
  for (const [index, former] of aims.entries()) {
    const again = await resolveMatter(ctx, draft, index);
    const resolution = again.kind === "one" || again.kind === "new" ? again : former.resolution;
    standing.push({ resolution, found: null });
  }
  return standing;
}

/** Writes a draft whose every question is answered; inside the message's transaction. */
export async function applyDraft(ctx: Ctx, draft: Draft, aims: Aim[]): Promise<Applied> {
  const kept = draft.replaces ? await takeBack(ctx, draft.replaces) : [];
  const standing = draft.replaces ? await lookUpAgain(ctx, draft, aims) : aims;
  const made = new Map<string, Party>();
  const matters: Written[] = [];
  for (const [index, { resolution, found: aimed }] of standing.entries()) {
    const matter = draft.reading.matters[index] as Matter;
    const words = resolution.kind === "new" ? mentionWords(resolution.mention) : "";
    // Two matters about the same new name are about one new customer.
    const known = made.get(words);
    const said = { matter, keeps: keepsPerson(draft, index, resolution), isChanged: NEW_NUMBER.test(draft.text) };
    const party = known ?? (await applyCustomer(ctx, said, resolution));
    if (words) made.set(words, party);
    // What was found holds for the first that is written: a matter before it may have changed the deal.
    const found = index === 0 ? aimed : null;
    const written = await applyMatter(ctx, draft, { index, party, found });
    matters.push({ ...written, ...guessOf(resolution) });
  }
  await keepFiles(ctx, draft, matters);
  return { matters, kept };
}
