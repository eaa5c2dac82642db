import { User, type UserRow } from "../../models/system/user";
import { Delivery } from "../../models/system/delivery";
import { t } from "../../models/shared/text/zhCN/chat";
import { dayOf } from "../../models/shared/values/day";
import { withTransaction } from "../../models/withTransaction";
import { isWorkday } from "../../server/calendar/calendar";
import type { Ctx } from "../../server/context";
import { createCtx } from "../../server/createCtx";
import type { Job } from "../../server/jobs/job";
import { loadActor } from "../../server/loadActor";
import { listToday } from "../../server/queries/listToday";
import { fitTitle } from "../cards/parts";
import type { BotDeps } from "../deps";
import { todayCard } from "../handlers/todo";
import { reach } from "../notifications/recipients";
import { sendCard } from "../outgoing";
import { coverByDigest, openDay, takeFromDay } from "../tellWarnings";

const TWO_HOURS = 2 * 60 * 60_000;

const leads = ({ actor }: Ctx) => actor.memberIds.some((id) => id !== actor.id);

async function tell(ctx: Ctx, bot: BotDeps, userId: string): Promise<void> {
  const _id = `digest-${dayOf(ctx.now)}-${userId}`;
  const actor = await loadActor(userId, ctx.now);
  const to = actor && (await reach(bot, userId));
  if (!actor || !to || (await Delivery.exists({ _id }))) return;
  const own = createCtx(ctx.deps, { actor, source: ctx.source, requestId: _id, now: ctx.now });
  const today = await listToday(own);
  const count = today.overdue.length + today.dueToday.length;
  if (count + today.risks.length === 0) return;
  const title = today.overdue.length > 0 ? t.digest.titleOverdue(count, today.overdue.length) : t.digest.title(count);
  await openDay(own, userId);
  await withTransaction(async () => {
    // Whoever leads others has the day's three for what they are told of their team; their own are a number here.
    const wanted = leads(own) ? 0 : today.risks.length;
    const { granted } = wanted > 0 ? await takeFromDay(own, userId, wanted) : { granted: 0 };
    const shown = { ...today, risks: today.risks.slice(0, granted) };
    if (granted > 0) await coverByDigest(own);
    await sendCard(own, to, { ...todayCard(own, shown, []), title: fitTitle(title), _id });
  });
}

/** 08:45 on workdays: late, today, going cold; nothing for those who have nothing. */
export const morningDigest = (bot: BotDeps): Job => ({
  name: "morningDigest",
  schedule: "45 8 * * *",
  catchUpMs: TWO_HOURS,
  async run(ctx) {
    if (!isWorkday(dayOf(ctx.now))) return;
    const users = await User.find({ disabled: false }, { _id: 1 }).lean<UserRow[]>();
    for (const user of users) await tell(ctx, bot, user._id);
  },
});
