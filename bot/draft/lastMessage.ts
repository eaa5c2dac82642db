import { InboxItem, type InboxRow } from "../../models/system/inboxItem";
import type { Ctx } from "../../server/context";

/** The actor's last message that is done, as far back as `since`. */
export const lastMessage = (ctx: Ctx, since: Date, such: object = {}): Promise<InboxRow | null> =>
  InboxItem.findOne({ actorId: ctx.actor.id, finishedAt: { $gte: since }, ...such })
    .sort({ finishedAt: -1, _id: -1 })
    .lean<InboxRow>();
