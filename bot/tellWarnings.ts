import { isDuplicateKey } from "../models/isDuplicateKey";
import type { Customer } from "../models/shared/entities/customer";
import { addDays, dayOf, instantOf } from "../models/shared/values/day";
import { WARNINGS_A_DAY } from "../models/shared/values/risk";
import { Rule } from "../models/system/rule";
import { Warning, WarningDay, type WarningRow } from "../models/system/warning";
import { withTransaction } from "../models/withTransaction";
import { isWorkday } from "../server/calendar/calendar";
import { isQuiet } from "../server/calendar/isQuiet";
import type { Actor, Ctx } from "../server/context";
import { createCtx } from "../server/createCtx";
import { AppError } from "../server/errors";
import { loadActor } from "../server/loadActor";
import { findReadable } from "../server/queries/findReadable";
import { findUserNames } from "../server/queries/findNames";
import { gatherCustomerExtras } from "../server/queries/gatherCustomerExtras";
import { episodeOf } from "../server/queries/rules/episode";
import { managerWarningCard, ownerWarningCard, restCard, type ToldWarning } from "./cards/warningCards";
import type { BotDeps } from "./deps";
import { reach } from "./notifications/recipients";
import { sendCard } from "./outgoing";
import type { Recipient } from "./types";

const MOST = 500;
const TOMORROW_AT = "08:50";

const dayIdOf = (ctx: Pick<Ctx, "now">, user: string) => `${dayOf(ctx.now)}:${user}`;

/** Makes the row of somebody's day; before the transaction, which two who make it at once would both lose. */
export async function openDay(ctx: Pick<Ctx, "now">, user: string): Promise<void> {
  const row = { _id: dayIdOf(ctx, user), told: 0, isSummed: false };
  await WarningDay.insertMany([row], { lean: true }).catch((error: unknown) => {
    if (!isDuplicateKey(error)) throw error;
  });
}

/** Takes from what somebody may still be told today. Two who tell at once meet on the row. */
export async function takeFromDay(
  ctx: Pick<Ctx, "now">,
  user: string,
  count: number,
): Promise<{ granted: number; maySum: boolean }> {
  const _id = dayIdOf(ctx, user);
  const day = (await WarningDay.findOne({ _id }).lean()) ?? { told: 0, isSummed: false };
  const granted = Math.min(count, Math.max(0, WARNINGS_A_DAY - day.told));
  const hasRest = granted < count;
  const set = { told: day.told + granted, isSummed: day.isSummed || hasRest };
  await WarningDay.updateOne({ _id }, { $set: set });
  return { granted, maySum: hasRest && !day.isSummed };
}

function hiddenIsNull(error: unknown): null {
  if (error instanceof AppError && error.code === "not_found") return null;
  throw error;
}

/** Whether a record still stands as it did when the warning was noted. */
async function isStanding(ctx: Ctx, warning: WarningRow, customer: Customer): Promise<boolean> {
  if (customer.riskQuietUntil !== null && dayOf(ctx.now) < customer.riskQuietUntil) return false;
  if (warning.episode === null) return true;
  if (warning.entity === "customer") return episodeOf(customer) === warning.episode;
  const deal = await findReadable(ctx, "opportunity", warning.recordId).catch(hiddenIsNull);
  return deal !== null && episodeOf(deal) === warning.episode;
}

const settle = (ctx: Ctx, warnings: readonly WarningRow[], state: "told" | "dropped") =>
  Warning.updateMany({ _id: { $in: warnings.map(({ _id }) => _id) } }, { $set: { state, toldAt: ctx.now } });

/** What the card shows, with the reader's own eyes; null where the warning no longer holds. */
async function readOne(ctx: Ctx, warning: WarningRow): Promise<ToldWarning | null> {
  const customer = await findReadable(ctx, "customer", warning.customer).catch(hiddenIsNull);
  if (!customer || !(await isStanding(ctx, warning, customer))) return null;
  const extras = (await gatherCustomerExtras(ctx, [customer])).get(customer.id);
  const [[, ownerName] = ["", ""]] = await findUserNames(customer.owner ? [customer.owner] : []);
  const rule = (await Rule.findOne({ _id: warning.rule }, { name: 1 }).lean())?.name ?? "";
  return extras ? { customer, extras, ownerName, rule } : null;
}

/** Those that still hold, with what their cards show; the others are dropped. */
async function readTold(ctx: Ctx, warnings: WarningRow[]): Promise<{ warning: WarningRow; told: ToldWarning }[]> {
  const found: { warning: WarningRow; told: ToldWarning }[] = [];
  const gone: WarningRow[] = [];
  for (const warning of warnings) {
    const told = await readOne(ctx, warning);
    if (told) found.push({ warning, told });
    else gone.push(warning);
  }
  if (gone.length > 0) await settle(ctx, gone, "dropped");
  return found;
}

const cardOf = (ctx: Ctx, { warning, told }: { warning: WarningRow; told: ToldWarning }) =>
  warning.whom === "manager" ? managerWarningCard(ctx, told) : ownerWarningCard(ctx, told);

/** The worst first, three a day; then one line for the rest, once a day; what is left waits for the next. */
async function tellPerson(ctx: Ctx, to: Recipient): Promise<void> {
  const user = ctx.actor.id;
  const due = { user, state: "waiting" as const, dueAt: { $lte: ctx.now } };
  const rows = await Warning.find(due).sort({ weight: -1, _id: 1 }).limit(MOST).lean<WarningRow[]>();
  const found = await readTold(ctx, rows);
  if (found.length === 0) return;
  const { granted, maySum } = await takeFromDay(ctx, user, found.length);
  const shown = found.slice(0, granted);
  const rest = found.slice(granted).map(({ warning }) => warning);
  for (const one of shown) await sendCard(ctx, to, { ...cardOf(ctx, one), _id: one.warning.card });
  await settle(
    ctx,
    shown.map(({ warning }) => warning),
    "told",
  );
  if (rest.length === 0) return;
  if (maySum) {
    await sendCard(ctx, to, { ...restCard(rest.length), _id: `warnings-${dayOf(ctx.now)}-${user}` });
    await settle(ctx, rest, "told");
    return;
  }
  const dueAt = instantOf(addDays(dayOf(ctx.now), 1), TOMORROW_AT);
  await Warning.updateMany({ _id: { $in: rest.map(({ _id }) => _id) } }, { $set: { dueAt } });
}

/** What was on the morning's list needs no card of its own: the rep's own customers that are at risk now. */
export async function coverByDigest(ctx: Ctx): Promise<void> {
  const daily = { user: ctx.actor.id, whom: "owner" as const, state: "waiting" as const, episode: { $ne: null } };
  const rows = await Warning.find(daily).limit(MOST).lean<WarningRow[]>();
  const told = await readTold(ctx, rows);
  const covered = told.filter((one) => one.told.extras.risk !== null).map(({ warning }) => warning);
  if (covered.length > 0) await settle(ctx, covered, "told");
}

async function tellOne(bot: BotDeps, user: string, now: Date): Promise<void> {
  const actor: Actor | null = await loadActor(user, now);
  const to = actor && (await reach(bot, user));
  if (!actor || !to) {
    await Warning.updateMany({ user, state: "waiting" }, { $set: { state: "dropped", toldAt: now } });
    return;
  }
  const ctx = createCtx(bot.deps, { actor, source: { kind: "job", messageId: null }, now });
  await openDay(ctx, user);
  await withTransaction(() => tellPerson(ctx, to));
}

/**
 * Tells people what rules want them to know: on workdays, not at night. Cards and ticking off go together.
 * @returns false: nothing is left over for at once
 */
export async function tellWarnings(bot: BotDeps): Promise<boolean> {
  const now = bot.deps.clock.now();
  const due = { state: "waiting" as const, dueAt: { $lte: now } };
  if (isQuiet(now) || !(await Warning.exists(due)) || !isWorkday(dayOf(now))) return false;
  for (const user of await Warning.distinct("user", due)) {
    await tellOne(bot, user, now).catch((error: unknown) =>
      bot.deps.log.error({ err: error, user }, "somebody could not be warned"),
    );
  }
  return false;
}
