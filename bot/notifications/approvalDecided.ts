import { User } from "../../models/system/user";
import type { OutboxRow } from "../../models/system/outboxEvent";
import { createCtx } from "../../server/createCtx";
import type { Listener } from "../../server/events/dispatchOutbox";
import { loadActor } from "../../server/loadActor";
import { readPipeline } from "../../server/queries/readSetting";
import { decidedCard } from "../cards/approvalCard";
import type { BotDeps } from "../deps";
import { sendCard } from "../outgoing";
import { findApproval } from "./findApproval";
import { reach } from "./recipients";

/** A manager answered: the rep who asked is told, with the reason of a no. */
export const approvalDecided = (bot: BotDeps): Listener => ({
  on: ["approval.approved", "approval.refused"],
  async react(event: OutboxRow) {
    const approval = await findApproval(event.recordId);
    // Taken back meanwhile: there is nothing to tell.
    if (!approval || approval.state === "open") return;
    const actor = await loadActor(approval.requestedBy ?? "", bot.deps.clock.now());
    const to = actor && (await reach(bot, actor.id));
    if (!actor || !to) return;
    const decider = await User.findOne({ _id: approval.decidedBy ?? "" }, { name: 1 }).lean();
    const ctx = createCtx(bot.deps, { actor, source: { kind: "job", messageId: null }, requestId: event._id });
    const card = decidedCard(approval, { pipeline: await readPipeline(), who: decider?.name ?? "" });
    await sendCard(ctx, to, { ...card, _id: event._id });
  },
});
