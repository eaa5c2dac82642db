import { RULE_EVENTS, subjectOf, type RuleEvent } from "../../../models/shared/values/rules";
import { OutboxEvent, type OutboxRow } from "../../../models/system/outboxEvent";
import { Rule, type RuleRow, type RuleRunRow } from "../../../models/system/rule";
import { SYSTEM_ACTOR, type Ctx, type Deps } from "../../context";
import { createCtx } from "../../createCtx";
import { gatherMaterials } from "../../queries/gatherCustomerExtras";
import { readRiskRules } from "../../queries/readSetting";
import type { RiskRules } from "../../queries/risks/assess";
import { toRunRow } from "../../queries/rules/episode";
import { factsOf, ownConditions, type Subject } from "../../queries/rules/facts";
import { matches } from "../../queries/rules/matches";
import { readSubjects } from "../../queries/rules/readSubjects";
import { insertRuns } from "./insertRuns";

const BATCH = 200;

/** An event, what it is about, and a rule for such events. */
interface Meeting {
  event: OutboxRow;
  rule: RuleRow;
  subject: Subject;
}

async function meetingsOf(ctx: Ctx, events: readonly OutboxRow[], rules: readonly RuleRow[]): Promise<Meeting[]> {
  const met: Meeting[] = [];
  for (const name of RULE_EVENTS) {
    const mine = rules.filter(({ on }) => on === name);
    const such = events.filter((event) => event.name === name && event.undoneAt === null);
    if (mine.length === 0 || such.length === 0) continue;
    const subjects = await readSubjects(
      ctx,
      subjectOf(name),
      such.map(({ recordId }) => recordId),
    );
    for (const event of such) {
      const subject = subjects.get(event.recordId);
      if (subject) met.push(...mine.map((rule) => ({ event, rule, subject })));
    }
  }
  return met;
}

/** One rule that cannot be asked does not keep the others from it. */
function asks(ctx: Ctx, { rule, event }: Meeting, question: () => boolean): boolean {
  try {
    return question();
  } catch (error) {
    ctx.deps.log.error({ err: error, rule: rule._id, event: event._id }, "a rule could not be asked");
    return false;
  }
}

/** First what the record itself answers; only for the few that are left is more read. */
async function findRuns(ctx: Ctx, meetings: readonly Meeting[], rules: RiskRules): Promise<RuleRunRow[]> {
  const likely = meetings.filter((one) =>
    asks(ctx, one, () => {
      const { rule, subject } = one;
      return matches(ownConditions(rule.on, rule.when), factsOf(rule.on, subject, { rules }));
    }),
  );
  const customers = [...new Map(likely.map(({ subject }) => [subject.customer.id, subject.customer])).values()];
  if (customers.length === 0) return [];
  const gathered = await gatherMaterials(ctx, customers);
  const fitting = likely.filter((one) =>
    asks(ctx, one, () => {
      const { rule, subject } = one;
      return matches(rule.when, factsOf(rule.on, subject, { materials: gathered.get(subject.customer.id), rules }));
    }),
  );
  return fitting.map(({ event, rule, subject }) => {
    const about = { recordId: event.recordId, customer: subject.customer.id, episode: event._id };
    const run = { entity: subjectOf(rule.on), ...about, at: event.at, causeMessage: event.messageId };
    return toRunRow(rule, run, ctx.now);
  });
}

/**
 * Lets the rules look at what happened. An event is ticked off after what follows from it is noted; noted twice it still acts once,
 * so neither a crash nor a second process doubles anything.
 * @returns whether there may be more
 */
export async function runEventRules(deps: Deps): Promise<boolean> {
  const events = await OutboxEvent.find({ awaitsRules: true }).sort({ _id: 1 }).limit(BATCH).lean<OutboxRow[]>();
  if (events.length === 0) return false;
  const names = [...new Set(events.map(({ name }) => name as RuleEvent))];
  const rules = await Rule.find({ on: { $in: names }, active: true, archivedAt: null }).lean<RuleRow[]>();
  if (rules.length > 0) {
    const ctx = createCtx(deps, { actor: SYSTEM_ACTOR, source: { kind: "rule", messageId: null } });
    const meetings = await meetingsOf(ctx, events, rules);
    const noted = await insertRuns(await findRuns(ctx, meetings, await readRiskRules(ctx.now)));
    if (noted > 0) deps.wake("rules");
  }
  await OutboxEvent.updateMany({ _id: { $in: events.map(({ _id }) => _id) } }, { $unset: { awaitsRules: 1 } });
  return events.length === BATCH;
}
