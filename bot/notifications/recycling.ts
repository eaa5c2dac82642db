import { Customer } from "../../models";
import { customer } from "../../models/shared/entities/customer";
import { poolTalk as p } from "../../models/shared/text/zhCN/poolTalk";
import { bareCompany } from "../../models/shared/values/companyName";
import { titleOf, titlePaths } from "../../models/storedRecord";
import type { OutboxRow } from "../../models/system/outboxEvent";
import type { Listener } from "../../server/events/dispatchOutbox";
import { findDeciders } from "../../server/queries/findDeciders";
import { findUserNames } from "../../server/queries/findNames";
import type { Told } from "../../server/queries/planRecycling";
import { recycledCard, recycledTeamCard, warningCard, type NamedTold } from "../cards/recyclingCards";
import type { BotDeps } from "../deps";
import { changesOf, tell } from "./tell";

async function readTold(event: OutboxRow): Promise<NamedTold[]> {
  const told = (changesOf(event).get("recycling")?.newValue ?? []) as Told[];
  const rows = await Customer.find({ _id: { $in: told.map(({ id }) => id) } }, titlePaths(customer)).lean();
  const names = new Map(rows.map((row) => [row._id, bareCompany(titleOf(customer, row))]));
  return told.flatMap((one) => {
    const name = names.get(one.id);
    return name === undefined ? [] : [{ ...one, name }];
  });
}

/** Who is about to lose customers learns it while something can still be done. */
export const recycleWarned = (bot: BotDeps): Listener => ({
  on: ["user.recycleWarned"],
  async react(event) {
    const told = await readTold(event);
    if (told.length > 0) await tell(bot, event, { user: event.recordId, card: warningCard(told) });
  },
});

/** Who lost customers learns it, and so do those who lead them: they may give them back. */
export const customersRecycled = (bot: BotDeps): Listener => ({
  on: ["user.recycled"],
  async react(event) {
    const told = await readTold(event);
    if (told.length === 0) return;
    const owner = event.recordId;
    await tell(bot, event, { user: owner, card: recycledCard(told) });
    const [named] = await findUserNames([owner]);
    const card = recycledTeamCard(told, { id: owner, name: named?.[1] ?? p.somebody });
    for (const { id } of await findDeciders(owner, bot.deps.clock.now())) await tell(bot, event, { user: id, card });
  },
});
