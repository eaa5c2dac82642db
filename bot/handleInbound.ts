import { InboxItem, type InboxRow } from "../models/system/inboxItem";
import { openJson, sealJson } from "../models/vault";
import { LostLeaseError } from "../models/queue";
import { t } from "../models/shared/text/zhCN/chat";
import { withTransaction } from "../models/withTransaction";
import { SYSTEM_ACTOR, type Ctx, type Source } from "../server/context";
import { createCtx } from "../server/createCtx";
import { AppError } from "../server/errors";
import { sentenceOf } from "../server/presenters/sentenceOf";
import { failedCard, noteCard } from "./cards/askCards";
import type { BotDeps } from "./deps";
import { finish, type Work } from "./finish";
import { messageOf } from "./inbox";
import { interpret } from "./interpret";
import { perform } from "./perform";
import type { Plan } from "./plan";
import { answerTo } from "./recipient";
import { openly } from "./reply";
import { resolveActor, type Sender } from "./resolveActor";
import { withPatience } from "./tellWaiting";
import { isMemberNews, workMemberNews } from "./workMemberNews";

const strangerCard = ({ isDisabled }: Sender) =>
  isDisabled ? noteCard(t.help.disabledTitle, t.help.disabledText) : noteCard(t.help.unknownTitle, t.help.unknownText);

function sourceOf({ item, message }: Work, { platforms }: BotDeps): Source {
  const takesPlaces = platforms.get(message.platform)?.capabilities.places ?? false;
  return { kind: "chat", messageId: item._id, takesPlaces };
}

async function savePlan(item: InboxRow, plan: Plan): Promise<Plan> {
  const mine = { _id: item._id, fence: item.fence, state: "working" } as const;
  const { modifiedCount } = await InboxItem.updateOne(mine, { $set: { sealedPlan: sealJson(plan) } });
  if (modifiedCount !== 1) throw new LostLeaseError(`${item._id} is no longer ours`);
  return plan;
}

/** A foreseen refusal rolls back and is told; the message is done all the same. */
async function refuse(ctx: Ctx, work: Work, refused: { plan: Plan; error: AppError }): Promise<void> {
  const card = failedCard(refused.plan, sentenceOf(refused.error));
  await withTransaction(() => finish(ctx, work, { plan: refused.plan, reply: openly(card) }));
}

/** The whole path of one message: who, what, done. Read this first. */
export async function handleInbound(item: InboxRow, bot: BotDeps): Promise<void> {
  const work = { item, message: messageOf(item) };
  if (isMemberNews(work.message)) return workMemberNews(work, bot);
  const sender = await resolveActor(bot, work.message.platform, work.message.senderId);
  const source = sourceOf(work, bot);
  const ctx = createCtx(bot.deps, { actor: sender.actor ?? SYSTEM_ACTOR, source, requestId: item._id });
  if (!sender.actor)
    return withTransaction(() => finish(ctx, work, { plan: null, reply: openly(strangerCard(sender)) }));

  const known = item.sealedPlan ? openJson<Plan>(item.sealedPlan) : null;
  const seen = { bot, saidAt: item.createdAt, isFirstVisit: sender.isFirstVisit };
  const reading = () => withPatience(ctx, answerTo(work.message), interpret(ctx, work.message, seen));
  const plan = known ?? (await savePlan(item, await reading()));
  try {
    await withTransaction(async () => finish(ctx, work, { plan, reply: await perform(ctx, plan) }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "stale_version") throw error;
    await refuse(ctx, work, { plan, error });
  }
}
