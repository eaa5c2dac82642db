import { User } from "../../models/system/user";
import type { OutboxRow } from "../../models/system/outboxEvent";
import { createCtx } from "../../server/createCtx";
import type { Listener } from "../../server/events/dispatchOutbox";
import { findDeciders } from "../../server/queries/findDeciders";
import { readPipeline } from "../../server/queries/readSetting";
import { approvalCard } from "../cards/approvalCard";
import type { BotDeps } from "../deps";
import { sendCard } from "../outgoing";
import { findApproval } from "./findApproval";
import { reach } from "./recipients";

/** A rep needs a yes: everybody who may give it gets the card; the first answer counts. */
export const approvalRequested = (bot: BotDeps): Listener => ({
  on: ["approval.requested"],
  async react(event: OutboxRow) {
    const approval = await findApproval(event.recordId);
    if (approval?.state !== "open" || !approval.owner) return;
    const pipeline = await readPipeline();
    const asker = await User.findOne({ _id: approval.requestedBy ?? "" }, { name: 1 }).lean();
    for (const actor of await findDeciders(approval.owner, bot.deps.clock.now())) {
      const to = await reach(bot, actor.id);
      if (!to) continue;
      const ctx = createCtx(bot.deps, { actor, source: { kind: "job", messageId: null }, requestId: event._id });
      const card = approvalCard(approval, { pipeline, who: asker?.name ?? "" });
      await sendCard(ctx, to, { ...card, _id: `${event._id}-${actor.id}`, reminder: approval.id });
    }
  },
});
