import type { RuleAction } from "../../../models/shared/values/rules";
import type { Customer } from "../../../models/shared/entities/customer";
import { entities } from "../../../models/shared/entities";
import { ruleText as t } from "../../../models/shared/text/zhCN/rules";
import { addDays, dayOf, formatDay } from "../../../models/shared/values/day";
import type { RuleRow, RuleRunRow } from "../../../models/system/rule";
import type { Ctx } from "../../context";
import { saveWithEvent } from "../../events/saveWithEvent";
import { planReminder } from "../../calendar/planReminder";
import { readOwned } from "../../queries/rules/readSubjects";
import { warn } from "./warn";

/** One rule acting on one customer's record. */
export interface Acting {
  rule: RuleRow;
  run: RuleRunRow;
}

/** As it is now: an action before this one may have changed it. */
async function current(ctx: Ctx, { run }: Acting): Promise<Customer | undefined> {
  return (await readOwned(ctx, [run.customer])).get(run.customer);
}

async function addTag(ctx: Ctx, customer: Customer, tag: string): Promise<string> {
  if (customer.tags.includes(tag)) return t.effects.hadTag(tag);
  if (customer.tags.length >= entities.customer.fields.tags.max) return t.effects.tooManyTags;
  const set = { tags: [...customer.tags, tag] };
  await saveWithEvent(ctx, "customer", { before: customer, set, event: "customer.updated" });
  return t.effects.tagged(tag);
}

async function setLevel(ctx: Ctx, customer: Customer, level: NonNullable<Customer["level"]>): Promise<string> {
  if (customer.level === level) return t.effects.hadLevel(level);
  await saveWithEvent(ctx, "customer", { before: customer, set: { level }, event: "customer.updated" });
  return t.effects.leveled(level);
}

/** Counted from when it happened; a day that is past by now is today. */
async function remind(
  ctx: Ctx,
  customer: Customer,
  asked: { text: string; inDays: number; at: Date },
): Promise<string> {
  const today = dayOf(ctx.now);
  const counted = addDays(dayOf(asked.at), asked.inDays);
  const day = counted < today ? today : counted;
  const plan = planReminder({ from: day, to: day, kind: "point" }, { now: ctx.now, explicit: false });
  const remindAt = "remindAt" in plan ? plan.remindAt : ctx.now;
  const place = { customer: customer.id, owner: customer.owner, isKey: customer.isKey };
  const set = { ...place, text: asked.text, dueFrom: day, dueTo: day, remindAt, state: "open" } as const;
  await saveWithEvent(ctx, "reminder", { before: null, set, event: "reminder.created" });
  return t.effects.reminded(formatDay(day, today), asked.text);
}

/** Does one action; answers what was done, in words. */
export async function act(ctx: Ctx, acting: Acting, action: RuleAction): Promise<string> {
  const customer = await current(ctx, acting);
  if (!customer) return t.effects.noOwner;
  switch (action.do) {
    case "addTag":
      return addTag(ctx, customer, action.tag);
    case "setLevel":
      return setLevel(ctx, customer, action.level);
    case "remind":
      return remind(ctx, customer, { ...action, at: acting.run.at });
    case "notify":
      return warn(ctx, acting, { customer, whom: action.whom });
  }
}
