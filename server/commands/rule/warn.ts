import { newId } from "../../../models/newId";
import { RULE_TIMES } from "../../../models/shared/values/rules";
import { activityText } from "../../../models/shared/text/zhCN/activity";
import type { Customer } from "../../../models/shared/entities/customer";
import { ruleText as t } from "../../../models/shared/text/zhCN/rules";
import { dayOf, instantOf } from "../../../models/shared/values/day";
import { Warning, type WarningRow } from "../../../models/system/warning";
import type { Ctx } from "../../context";
import { recordEvent } from "../../events/saveWithEvent";
import { findDeciders } from "../../queries/findDeciders";
import { findUserNames } from "../../queries/findNames";
import { sumOpenAmounts } from "../../queries/gatherCustomerExtras";
import type { Acting } from "./effects";

/** After the morning's list went out: what was on it needs no card. */
const DAILY_AT = "08:50";

const isDaily = ({ rule }: Acting) => (RULE_TIMES as readonly string[]).includes(rule.on);

async function recipientsOf(ctx: Ctx, { owner }: Customer, whom: WarningRow["whom"]): Promise<string[]> {
  if (!owner) return [];
  return whom === "owner" ? [owner] : (await findDeciders(owner, ctx.now)).map(({ id }) => id);
}

const isResting = ({ riskQuietUntil }: Customer, ctx: Ctx) =>
  riskQuietUntil !== null && dayOf(ctx.now) < riskQuietUntil;

/**
 * Notes that somebody is to be warned; how many a day is told elsewhere.
 * @returns what was done, in words
 */
export async function warn(
  ctx: Ctx,
  acting: Acting,
  { customer, whom }: { customer: Customer; whom: WarningRow["whom"] },
): Promise<string> {
  const { rule, run } = acting;
  if (isResting(customer, ctx)) return t.effects.resting;
  const users = await recipientsOf(ctx, customer, whom);
  if (users.length === 0) return whom === "owner" ? t.effects.noOwner : t.effects.nobody;
  const weight = (await sumOpenAmounts(ctx, [customer.id])).get(customer.id) ?? 0;
  const morning = instantOf(dayOf(ctx.now), DAILY_AT);
  const about = {
    rule: rule._id,
    run: run._id,
    whom,
    entity: run.entity,
    recordId: run.recordId,
    customer: customer.id,
  };
  const rows = users.map((user): WarningRow => ({
    ...about,
    _id: `${run._id}:${whom}:${user}`,
    card: newId(),
    user,
    episode: isDaily(acting) ? run.episode : null,
    weight,
    dueAt: isDaily(acting) && ctx.now < morning ? morning : ctx.now,
    state: "waiting",
    toldAt: null,
  }));
  await Warning.insertMany(rows, { lean: true });
  const name = whom === "owner" ? "customer.warnedOwner" : "customer.warnedManager";
  await recordEvent(ctx, { name, entity: "customer", record: customer, body: { kind: "changed", changes: [] } });
  const names = (await findUserNames(users)).map(([, one]) => one);
  return t.effects.notified(names.join(activityText.listSeparator));
}
