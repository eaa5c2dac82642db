import { Delivery } from "../../models/system/delivery";
import { Usage, type UsageRow } from "../../models/system/usage";
import { User } from "../../models/system/user";
import { activityText } from "../../models/shared/text/zhCN/activity";
import { t } from "../../models/shared/text/zhCN/chat";
import { dayOf } from "../../models/shared/values/day";
import { withTransaction } from "../../models/withTransaction";
import type { Ctx } from "../../server/context";
import type { Job } from "../../server/jobs/job";
import { noteCard } from "../cards/askCards";
import type { BotDeps } from "../deps";
import { reach } from "../notifications/recipients";
import { sendCard } from "../outgoing";
import { SCARCE } from "../platforms/deps";

const TWO_HOURS = 2 * 60 * 60_000;
const number = new Intl.NumberFormat("zh-CN");

async function warn(ctx: Ctx, bot: BotDeps, { row, admin }: { row: UsageRow; admin: string }): Promise<void> {
  const { platform, month, what, count, allowed } = row;
  // With more to use, four fifths are another number, which is told as well.
  const _id = `usage-${platform}-${month}-${what}-${allowed}-${admin}`;
  const to = await reach(bot, admin);
  if (!to || (await Delivery.exists({ _id }))) return;
  const title = t.usage.title(activityText.channels[platform] ?? platform, Math.floor((100 * count) / allowed));
  const rows = [{ label: t.usage.what[what] ?? what, value: `${number.format(count)} / ${number.format(allowed)}` }];
  const buttons = [{ text: t.actions.openApp, path: "/usage" }];
  await withTransaction(() => sendCard(ctx, to, { ...noteCard(title, t.usage.text), rows, buttons, _id }));
}

/** By day, once a month for each kind and allowance: what a platform allows is nearly used up. */
export const warnOfUsage = (bot: BotDeps): Job => ({
  name: "warnOfUsage",
  schedule: "10 9-20 * * *",
  catchUpMs: TWO_HOURS,
  async run(ctx) {
    const used = await Usage.find({ month: dayOf(ctx.now).slice(0, 7) }).lean<UsageRow[]>();
    const scarce = used.filter(({ count, allowed }) => count >= SCARCE * allowed);
    if (scarce.length === 0) return;
    const admins = await User.find({ roles: "admin", disabled: false }, { _id: 1 }).lean();
    for (const row of scarce) for (const admin of admins) await warn(ctx, bot, { row, admin: admin._id });
  },
});
