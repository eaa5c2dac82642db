import { complete } from "../models/queue";
import { InboxItem } from "../models/system/inboxItem";
import { withTransaction } from "../models/withTransaction";
import { disableMember } from "../server/commands/user/disableMember";
import { SYSTEM_ACTOR } from "../server/context";
import { createCtx } from "../server/createCtx";
import type { BotDeps } from "./deps";
import type { Work } from "./finish";
import { fetchMember } from "./resolveActor";
import type { InboundMessage } from "./types";

export const isMemberNews = ({ content }: InboundMessage): boolean =>
  content.kind === "left" || content.kind === "changed";

/** What the directory told of a member: brought up to date or shut out. Nobody is answered. */
export async function workMemberNews({ item, message }: Work, bot: BotDeps): Promise<void> {
  const { platform, senderId: userId, content } = message;
  // An event carries ids only and may be late: what holds is what the directory says now.
  const isMember = content.kind === "changed" && (await fetchMember(bot, platform, userId)) !== null;
  const ctx = createCtx(bot.deps, { actor: SYSTEM_ACTOR, source: { kind: "chat", messageId: item._id } });
  await withTransaction(async () => {
    await complete(InboxItem, item, { finishedAt: ctx.now });
    if (!isMember) await disableMember(ctx, { platform, userId });
  });
}
