import { ruleAction } from "../../../models/shared/contracts/rules";
import { RULE_TIMES } from "../../../models/shared/values/rules";
import { backoffMs, bury, complete, LostLeaseError, retryLater } from "../../../models/queue";
import { OutboxEvent } from "../../../models/system/outboxEvent";
import { Rule, RuleRun, type RuleRow, type RuleRunRow } from "../../../models/system/rule";
import { withTransaction } from "../../../models/withTransaction";
import { SYSTEM_ACTOR, type Deps } from "../../context";
import { createCtx } from "../../createCtx";
import { act } from "./effects";

const TRIES = 5;

const isDaily = ({ on }: RuleRow) => (RULE_TIMES as readonly string[]).includes(on);

/** Whether what the rule acts on still counts: the rule is on, and neither the event nor the run was taken back meanwhile. */
async function isStanding(rule: RuleRow, run: RuleRunRow): Promise<boolean> {
  if (!rule.active || rule.archivedAt) return false;
  const fresh = await RuleRun.findOne({ _id: run._id }, { undoneAt: 1 }).lean();
  if (fresh?.undoneAt) return false;
  if (isDaily(rule)) return true;
  return (await OutboxEvent.exists({ _id: run.episode, undoneAt: null })) !== null;
}

/** Everything one run does and its being done go together: all of it once, or nothing. */
async function perform(deps: Deps, rule: RuleRow, run: RuleRunRow): Promise<void> {
  const actor = { ...SYSTEM_ACTOR, id: rule._id, name: rule.name };
  const ctx = createCtx(deps, { actor, source: { kind: "rule", messageId: run._id }, requestId: run._id });
  await withTransaction(async () => {
    const effects: string[] = [];
    if (await isStanding(rule, run)) {
      for (const action of rule.then) effects.push(await act(ctx, { rule, run }, ruleAction.parse(action)));
    }
    await complete(RuleRun, run, { effects });
  });
}

/** Lets a rule act. One that fails is tried again, then given up and shown; the others go on. */
export async function runRule(deps: Deps, run: RuleRunRow): Promise<void> {
  try {
    const rule = await Rule.findOne({ _id: run.rule }).lean<RuleRow>();
    if (!rule) await complete(RuleRun, run);
    else await perform(deps, rule, run);
  } catch (error) {
    if (error instanceof LostLeaseError) return;
    const reason = error instanceof Error ? error.message : String(error);
    deps.log.warn({ err: error, run: run._id, attempts: run.attempts }, "a rule could not act");
    if (run.attempts >= TRIES) await bury(RuleRun, run, reason);
    else await retryLater(RuleRun, run, { now: deps.clock.now(), delayMs: backoffMs(run.attempts), error: reason });
  }
}
