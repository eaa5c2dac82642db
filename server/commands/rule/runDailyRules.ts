import { models } from "../../../models";
import { RULE_TIMES, subjectOf } from "../../../models/shared/values/rules";
import { Rule, RuleRun, type RuleRow, type RuleRunRow } from "../../../models/system/rule";
import type { Ctx } from "../../context";
import { fitting } from "../../queries/rules/fitting";
import { candidatesFor } from "../../queries/rules/candidates";
import { readRiskRules } from "../../queries/readSetting";
import { episodeOf, runIdOf, toRunRow, type Standing } from "../../queries/rules/episode";
import type { Subject } from "../../queries/rules/facts";
import { readSubjects } from "../../queries/rules/readSubjects";
import { insertRuns } from "./insertRuns";

const BATCH = 200;

type Row = Standing & { _id: string };
const STANDING = { stageChangedAt: 1, lastContactAt: 1, createdAt: 1 };

/** Those for which the rule has not acted yet in the state they are in. */
async function withoutRun(rule: RuleRow, rows: readonly Row[]): Promise<string[]> {
  const idOf = (row: Row) => runIdOf(rule, row._id, episodeOf(row));
  const known = await RuleRun.find({ _id: { $in: rows.map(idOf) } }, { _id: 1 }).lean();
  const ids = new Set(known.map(({ _id }) => _id));
  return rows.filter((row) => !ids.has(idOf(row))).map(({ _id }) => _id);
}

/** Of those that fit, the ones that did not fit yet when the rule began to count. */
async function newlyFitting(ctx: Ctx, rule: RuleRow, subjects: Subject[]): Promise<Subject[]> {
  const fit = await fitting(ctx, rule, subjects);
  if (rule.since === null || fit.length === 0) return fit;
  const before = new Set(await fitting({ ...ctx, now: rule.since }, rule, fit));
  return fit.filter((one) => !before.has(one));
}

const toRun = (rule: RuleRow, one: Subject, now: Date): RuleRunRow => {
  const about = { recordId: one.record.id, customer: one.customer.id, episode: episodeOf(one.record) };
  return toRunRow(rule, { entity: subjectOf(rule.on), ...about, at: now }, now);
};

async function runDaily(ctx: Ctx, rule: RuleRow): Promise<void> {
  const entity = subjectOf(rule.on);
  const filter = candidatesFor(rule, await readRiskRules(ctx.now));
  for (let after = ""; ;) {
    const page = { $and: [filter, { _id: { $gt: after } }] };
    const rows = await models[entity].find(page, STANDING).sort({ _id: 1 }).limit(BATCH).lean<Row[]>();
    const subjects = await readSubjects(ctx, entity, await withoutRun(rule, rows));
    const fit = await newlyFitting(ctx, rule, [...subjects.values()]);
    await insertRuns(fit.map((one) => toRun(rule, one, ctx.now)));
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last._id;
  }
}

/**
 * Looks at every customer and every open deal with the rules for them; safe to run again.
 * @throws AggregateError when some rules could not be asked; the others were
 */
export async function runDailyRules(ctx: Ctx): Promise<void> {
  const rules = await Rule.find({ on: { $in: [...RULE_TIMES] }, active: true, archivedAt: null }).lean<RuleRow[]>();
  const failures: unknown[] = [];
  for (const rule of rules) {
    await runDaily(ctx, rule).catch((error: unknown) => {
      ctx.deps.log.error({ err: error, rule: rule._id }, "a rule could not be asked");
      failures.push(error);
    });
  }
  ctx.deps.wake("rules");
  if (failures.length > 0) throw new AggregateError(failures, "some rules could not be asked");
}
