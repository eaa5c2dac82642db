import { newId } from "../../../models/newId";
import { ruleSpecSchema } from "../../../models/shared/contracts/rules";
import type { RuleSpec } from "../../../models/shared/values/rules";
import { Rule, type RuleRow } from "../../../models/system/rule";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { changesOf, recordEvent } from "../../events/saveWithEvent";
import { canChangeSettings } from "../../policies";

interface Switch {
  active: boolean;
  /** Also acts on what fits already; else only on what begins to fit from now on. */
  backlog: boolean;
}

const authorizeRules = (ctx: Ctx) => {
  if (!canChangeSettings(ctx.actor)) throw new AppError("forbidden");
};

const sinceOf = (ctx: Ctx, { backlog }: Pick<Switch, "backlog">) => (backlog ? null : ctx.now);

/** @throws AppError `forbidden` */
export async function createRule(ctx: Ctx, { active, backlog, ...spec }: RuleSpec & Switch): Promise<RuleRow> {
  authorizeRules(ctx);
  const row: RuleRow = {
    ...{ _id: newId(), version: 1, ...spec, active },
    ...{ since: sinceOf(ctx, { backlog }), archivedAt: null, createdAt: ctx.now, updatedAt: ctx.now },
  };
  return withTransaction(async () => {
    await Rule.insertMany([row], { lean: true });
    const body = { kind: "created" as const, changes: changesOf(null, { ...spec, active }) };
    await recordEvent(ctx, { name: "rule.created", entity: "rule", record: { id: row._id }, body });
    return row;
  });
}

async function findRule(id: string): Promise<RuleRow> {
  const row = await Rule.findOne({ _id: id, archivedAt: null }).lean<RuleRow>();
  if (!row) throw new AppError("not_found");
  return row;
}

interface RuleChange extends Partial<RuleSpec>, Partial<Switch> {
  id: string;
  /** Left out by a tap in chat, which reads and writes at once. */
  version?: number;
}

/** The parts must fit as a whole, whichever of them change. */
function checkSpec({ name, on, when, then }: RuleSpec): void {
  const parsed = ruleSpecSchema.safeParse({ name, on, when, then });
  if (parsed.success) return;
  const errors = parsed.error.issues.map(({ path }) => ({ path: path.join("."), code: "invalid_value", message: "" }));
  throw new AppError("invalid_input", { errors });
}

async function write(ctx: Ctx, before: RuleRow, change: { set: Partial<RuleRow>; event: string }): Promise<RuleRow> {
  const { set, event } = change;
  const changes = changesOf(before, set);
  if (changes.length === 0) return before;
  const filter = { _id: before._id, version: before.version };
  const after = await Rule.findOneAndUpdate(
    filter,
    { $set: { ...set, updatedAt: ctx.now }, $inc: { version: 1 } },
    { returnDocument: "after" },
  ).lean<RuleRow>();
  if (!after) throw new AppError("stale_version");
  const body = { kind: "changed" as const, changes };
  await recordEvent(ctx, { name: event, entity: "rule", record: { id: before._id }, body });
  return after;
}

/**
 * Changes a rule or switches it. Switched on, it counts from then, or on all that fits.
 * @throws AppError `forbidden`, `not_found`, `stale_version`, `invalid_input`
 */
export async function updateRule(ctx: Ctx, { id, version, backlog, ...set }: RuleChange): Promise<RuleRow> {
  authorizeRules(ctx);
  return withTransaction(async () => {
    const before = await findRule(id);
    if (version !== undefined && version !== before.version) throw new AppError("stale_version");
    checkSpec({ ...before, ...set });
    const isSwitchedOn = set.active === true && !before.active;
    const since = isSwitchedOn || backlog !== undefined ? { since: sinceOf(ctx, { backlog: backlog ?? false }) } : {};
    return write(ctx, before, { set: { ...set, ...since }, event: "rule.updated" });
  });
}

/** Takes a rule out of use for good; what it did stays. @throws AppError `forbidden`, `not_found` */
export async function archiveRule(ctx: Ctx, id: string): Promise<void> {
  authorizeRules(ctx);
  await withTransaction(async () => {
    const set = { active: false, archivedAt: ctx.now };
    await write(ctx, await findRule(id), { set, event: "rule.archived" });
  });
}
