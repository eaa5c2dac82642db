import type { Customer } from "../../../models/shared/entities/customer";
import { Rule, RuleRun, type RuleRow, type RuleRunRow } from "../../../models/system/rule";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { findTitles } from "../findNames";
import { policies } from "../../policies";
import { readOwned } from "./readSubjects";
import { readCursor, writeCursor } from "../cursor";
import { afterPosition, type Sort } from "../keyset";

export interface ListedRule {
  rule: RuleRow;
  runs: number;
  failures: number;
  lastError: string | null;
}

const MONTH_MS = 30 * 86_400_000;

async function describe(ctx: Ctx, rule: RuleRow): Promise<ListedRule> {
  const since = new Date(ctx.now.getTime() - MONTH_MS);
  const failed = { rule: rule._id, state: "dead" } as const;
  const last = await RuleRun.findOne(failed, { lastError: 1 }).sort({ at: -1 }).lean();
  return {
    rule,
    runs: await RuleRun.countDocuments({ rule: rule._id, state: "done", effects: { $ne: [] }, at: { $gte: since } }),
    failures: last ? await RuleRun.countDocuments({ ...failed, at: { $gte: since } }) : 0,
    lastError: last?.lastError ?? null,
  };
}

/** Every rule, the oldest first, with how often it acted and failed. */
export async function listRules(ctx: Ctx): Promise<ListedRule[]> {
  const rules = await Rule.find({ archivedAt: null }).sort({ createdAt: 1, _id: 1 }).lean<RuleRow[]>();
  const listed: ListedRule[] = [];
  for (const rule of rules) listed.push(await describe(ctx, rule));
  return listed;
}

/** @throws AppError `not_found` */
export async function getRule(ctx: Ctx, id: string): Promise<ListedRule> {
  const rule = await Rule.findOne({ _id: id, archivedAt: null }).lean<RuleRow>();
  if (!rule) throw new AppError("not_found");
  return describe(ctx, rule);
}

export interface ListedRun {
  run: RuleRunRow;
  customerName: string;
  canUndo: boolean;
}

export interface RunPage {
  runs: ListedRun[];
  nextCursor: string | null;
  approximateTotal: number;
}

const latest: Sort = { field: "at", direction: -1, isInstant: true, isNullable: false };
const MOST_COUNTED = 1000;

/** How often it acted on customers the reader may see: of the others not even that there are any. */
async function countSeen(ctx: Ctx, filter: Record<string, unknown>): Promise<number> {
  const runs = await RuleRun.find(filter, { customer: 1 }).limit(MOST_COUNTED).lean<Pick<RuleRunRow, "customer">[]>();
  const ids = [...new Set(runs.map(({ customer }) => customer))];
  const seen = new Map(await findTitles(ctx, "customer", ids));
  return runs.filter(({ customer }) => seen.has(customer)).length;
}

/**
 * What a rule did, also one that is out of use, the latest first. Of customers the reader may not see nothing is told: a page may
 * hold fewer than `limit`.
 * @throws AppError `not_found`
 */
export async function listRuleRuns(
  ctx: Ctx,
  { rule, limit, cursor }: { rule: string; limit: number; cursor?: string | undefined },
): Promise<RunPage> {
  if (!(await Rule.exists({ _id: rule }))) throw new AppError("not_found");
  const list = [ctx.actor.id, "ruleRuns", rule];
  const start = cursor ? readCursor(cursor, list) : null;
  const all: Record<string, unknown> = { rule, $or: [{ state: "dead" }, { state: "done", effects: { $ne: [] } }] };
  const filter = start ? { $and: [all, afterPosition(latest, start)] } : all;
  const read = await RuleRun.find(filter)
    .sort({ at: -1, _id: -1 })
    .limit(limit + 1)
    .lean<RuleRunRow[]>();
  const page = read.slice(0, limit);
  const ids = [...new Set(page.map(({ customer }) => customer))];
  const titles = new Map(await findTitles(ctx, "customer", ids));
  const customers = await readOwned(ctx, ids);
  const runs = page.flatMap((run): ListedRun[] => {
    const customerName = titles.get(run.customer);
    const customer = customers.get(run.customer);
    if (customerName === undefined) return [];
    const mayUndo = customer !== undefined && policies.customer.update(ctx.actor, { ...customer });
    return [{ run, customerName, canUndo: mayUndo && run.state === "done" && !run.undoneAt }];
  });
  const total = start?.total ?? (await countSeen(ctx, all));
  const last = read.length > limit ? page.at(-1) : undefined;
  return {
    runs,
    nextCursor: last ? writeCursor({ value: last.at.toISOString(), id: last._id, total }, list) : null,
    approximateTotal: total,
  };
}

/** Of what rules did lately in the whole company so much is looked through for one's own. */
const MOST_LOOKED_AT = 500;

/** What rules did since a moment with the actor's own customers and is not taken back, the latest first. */
export async function listOwnRuns(ctx: Ctx, { since, limit }: { since: Date; limit: number }): Promise<OwnRun[]> {
  const done = { state: "done" as const, undoneAt: null, effects: { $ne: [] }, at: { $gte: since } };
  const runs = await RuleRun.find(done).sort({ at: -1, _id: -1 }).limit(MOST_LOOKED_AT).lean<RuleRunRow[]>();
  const customers = await readOwned(
    ctx,
    runs.map(({ customer }) => customer),
  );
  const isOwn = (customer: Customer | undefined) =>
    customer?.owner === ctx.actor.id && policies.customer.update(ctx.actor, { ...customer });
  const own = runs.filter((run) => isOwn(customers.get(run.customer))).slice(0, limit);
  const rules = await Rule.find({ _id: { $in: own.map(({ rule }) => rule) } }, { name: 1 }).lean<RuleRow[]>();
  const names = new Map(rules.map(({ _id, name }) => [_id, name]));
  return own.map(({ _id, rule, customer }) => ({
    id: _id,
    ruleName: names.get(rule) ?? "",
    customerName: customers.get(customer)?.name ?? "",
  }));
}

export interface OwnRun {
  id: string;
  ruleName: string;
  customerName: string;
}
