import { rightsReviewText as t } from "../../models/shared/text/zhCN/rightsReview";
import { addDays, dayOf, firstOfMonth, type Day } from "../../models/shared/values/day";
import { monthOf } from "../../models/shared/values/period";
import { Delivery } from "../../models/system/delivery";
import { User } from "../../models/system/user";
import { withTransaction } from "../../models/withTransaction";
import { isWorkday } from "../../server/calendar/calendar";
import type { Ctx } from "../../server/context";
import { createCtx } from "../../server/createCtx";
import type { Job } from "../../server/jobs/job";
import { loadActor } from "../../server/loadActor";
import { listRightsReview, type ReviewedRight } from "../../server/queries/listRightsReview";
import { fitButton, fitRows, fitTitle, row } from "../cards/parts";
import type { BotDeps } from "../deps";
import { reach } from "../notifications/recipients";
import { sendCard } from "../outgoing";
import type { DraftButton, DraftCard } from "../reply";

/** Decided on the card itself; the others on the page. */
const ON_CARD = 2;

function isFirstWorkday(today: Day): boolean {
  if (!isWorkday(today)) return false;
  for (let day = firstOfMonth(today); day < today; day = addDays(day, 1)) if (isWorkday(day)) return false;
  return true;
}

const buttonsFor = ({ id, userName }: ReviewedRight): DraftButton[] => [
  { text: fitButton(t.revokeWhose(userName)), action: { kind: "takeRightBack", item: id } },
  { text: fitButton(t.keepWhose(userName)), action: { kind: "keepRight", item: id } },
];

const cardOf = (items: ReviewedRight[]): DraftCard => ({
  title: fitTitle(t.cardTitle(items.length)),
  rows: fitRows(items.map(({ userName, words }) => row(userName, words))),
  buttons: [...items.slice(0, ON_CARD).flatMap(buttonsFor), { text: t.seeAll, path: "/rights-review" }],
});

async function tell(ctx: Ctx, bot: BotDeps, userId: string): Promise<void> {
  const _id = `rights-${monthOf(dayOf(ctx.now))}-${userId}`;
  const actor = await loadActor(userId, ctx.now);
  const to = actor && (await reach(bot, userId));
  if (!actor || !to || (await Delivery.exists({ _id }))) return;
  const own = createCtx(ctx.deps, { actor, source: ctx.source, requestId: _id, now: ctx.now });
  const open = (await listRightsReview(own)).filter(({ isKept }) => !isKept);
  if (open.length > 0) await withTransaction(() => sendCard(own, to, { ...cardOf(open), _id }));
}

/** The first workday of a month: whoever answers for rights looks at those beyond the usual. */
export const rightsReview = (bot: BotDeps): Job => ({
  name: "rightsReview",
  schedule: "30 9 * * *",
  catchUpMs: 12 * 60 * 60_000,
  async run(ctx) {
    if (!isFirstWorkday(dayOf(ctx.now))) return;
    const roles = ["admin", "sales_manager", "director"] as const;
    const users = await User.find({ disabled: false, roles: { $in: [...roles] } }, { _id: 1 }).lean();
    for (const { _id } of users) await tell(ctx, bot, _id);
  },
});
