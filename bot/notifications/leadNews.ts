import { Lead } from "../../models";
import { leadTalk as t } from "../../models/shared/text/zhCN/leadTalk";
import { entities } from "../../models/shared/entities";
import type { Lead as LeadRecord } from "../../models/shared/entities/lead";
import { titleOf, titlePaths, type StoredRow } from "../../models/storedRecord";
import type { OutboxRow } from "../../models/system/outboxEvent";
import type { Actor, Ctx } from "../../server/context";
import { createCtx } from "../../server/createCtx";
import { AppError } from "../../server/errors";
import type { Listener } from "../../server/events/dispatchOutbox";
import { loadActor } from "../../server/loadActor";
import { findAssigners } from "../../server/queries/findAssigners";
import { findDeciders } from "../../server/queries/findDeciders";
import { findUserNames } from "../../server/queries/findNames";
import { findReadable } from "../../server/queries/findReadable";
import { leadRows, newLeadCard, openLead } from "../cards/leadCards";
import { fitRows, fitTitle } from "../cards/parts";
import type { BotDeps } from "../deps";
import { sendCard } from "../outgoing";
import type { DraftCard } from "../reply";
import { reach } from "./recipients";

/** A card made with the reader's own eyes; once for each event, however often it is told. */
async function tell(
  bot: BotDeps,
  event: OutboxRow,
  { actor, card }: { actor: Actor; card: (ctx: Ctx, lead: LeadRecord) => DraftCard },
): Promise<void> {
  const to = await reach(bot, actor.id);
  if (!to) return;
  const ctx = createCtx(bot.deps, { actor, source: { kind: "job", messageId: null }, requestId: event._id });
  const lead = await findReadable(ctx, "lead", event.recordId).catch(hiddenIsNull);
  if (lead) await sendCard(ctx, to, { ...card(ctx, lead), _id: `${event._id}-${actor.id}` });
}

/** It was archived, or is somebody else's by now: there is nothing to tell any more. */
function hiddenIsNull(error: unknown): null {
  if (error instanceof AppError && error.code === "not_found") return null;
  throw error;
}

const findOwner = async (event: OutboxRow): Promise<string | null> => {
  const row = await Lead.findOne({ _id: event.recordId, archivedAt: null }, { owner: 1 }).lean<StoredRow>();
  return row?.owner ?? null;
};

const TITLES: Record<string, (name: string) => string> = {
  "lead.created": t.fresh,
  "lead.assigned": t.fresh,
  "lead.repeated": t.cameAgain,
  "lead.unanswered": t.unanswered,
};

/** Whoever has a lead learns at once that it came, that they came again, and that nobody answered; not of what they did themselves. */
export const leadNews = (bot: BotDeps): Listener => ({
  on: Object.keys(TITLES),
  async react(event) {
    const owner = await findOwner(event);
    const title = TITLES[event.name];
    const actor = owner && owner !== event.actorId ? await loadActor(owner, bot.deps.clock.now()) : null;
    if (!actor || !title) return;
    await tell(bot, event, { actor, card: (ctx, lead) => newLeadCard(ctx, lead, title(lead.name)) });
  },
});

/** The same for those who give it to somebody: what they need to decide, and the way to do it. */
const assignCard =
  (title: string) =>
  (_: Ctx, lead: LeadRecord): DraftCard => ({
    title: fitTitle(title),
    rows: fitRows(leadRows(lead)),
    buttons: [openLead(lead, t.buttons.assign)],
  });

/** A lead that no rule gives to anybody: who can give it away is told, but not whoever wrote it down. */
export const leadUnowned = (bot: BotDeps): Listener => ({
  on: ["lead.created"],
  async react(event) {
    const lead = await Lead.findOne(
      { _id: event.recordId, archivedAt: null },
      { ...titlePaths(entities.lead), owner: 1 },
    ).lean<StoredRow>();
    if (!lead || lead.owner !== null) return;
    const card = assignCard(t.unownedOne(titleOf(entities.lead, lead)));
    for (const actor of await findAssigners(bot.deps.clock.now())) {
      if (actor.id !== event.actorId) await tell(bot, event, { actor, card });
    }
  },
});

/** Nobody answered in time: whoever leads the rep is told, with the way to give it to somebody else. */
export const leadEscalated = (bot: BotDeps): Listener => ({
  on: ["lead.escalated"],
  async react(event) {
    const owner = await findOwner(event);
    const row = await Lead.findOne({ _id: event.recordId }, titlePaths(entities.lead)).lean<StoredRow>();
    if (!owner || !row) return;
    const [rep] = await findUserNames([owner]);
    const card = assignCard(t.escalated(rep?.[1] ?? "", titleOf(entities.lead, row)));
    for (const actor of await findDeciders(owner, bot.deps.clock.now())) await tell(bot, event, { actor, card });
  },
});
