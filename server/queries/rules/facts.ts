import type { RuleCondition, RuleTrigger } from "../../../models/shared/values/rules";
import { fieldSpec, subjectOf } from "../../../models/shared/values/rules";
import type { Customer } from "../../../models/shared/entities/customer";
import type { FollowUp } from "../../../models/shared/entities/followUp";
import type { Opportunity } from "../../../models/shared/entities/opportunity";
import { dayOf, daysBetween, type Day } from "../../../models/shared/values/day";
import { isClosed } from "../../../models/shared/values/stage";
import type { CustomerMaterials } from "../gatherCustomerExtras";
import { assessCustomer, assessDeal, daysInStage, daysSince, type RiskRules } from "../risks/assess";
import type { Facts } from "./matches";

/** What a rule looks at: the record its trigger is about, with its customer. */
export interface Subject {
  record: Customer | FollowUp | Opportunity;
  customer: Customer;
}

/** Days a next step is late; null without one, or while it is not. */
function lateDays(nextStep: CustomerMaterials["nextStep"], today: Day): number | null {
  if (!nextStep) return null;
  const days = daysBetween(nextStep.dueTo ?? nextStep.dueFrom ?? dayOf(nextStep.remindAt), today);
  return days > 0 ? days : null;
}

const customerFacts = (customer: Customer, materials: CustomerMaterials, rules: RiskRules): Facts => ({
  level: customer.level,
  customerKind: customer.kind,
  tags: customer.tags,
  source: customer.source,
  region: customer.region,
  silentDays: customer.lastContactAt && daysSince(customer.lastContactAt, rules.today),
  openAmount: materials.openAmount,
  lateStepDays: lateDays(materials.nextStep, rules.today),
  risk: assessCustomer({ ...customer, ...materials }, rules)?.kinds ?? [],
});

function dealFacts(deal: Opportunity, rules: RiskRules): Facts {
  const { stage, amount, expectedCloseOn } = deal;
  const late = expectedCloseOn && !isClosed(stage) ? daysBetween(expectedCloseOn, rules.today) : 0;
  return {
    stage,
    amount,
    stageDays: daysInStage(deal, rules.today),
    lateCloseDays: late > 0 ? late : null,
    risk: assessDeal(deal, rules)?.kinds ?? [],
  };
}

/** What the record itself tells, before anything beside it is read. */
export function ownFacts(on: RuleTrigger, record: Subject["record"], rules: RiskRules): Facts {
  switch (subjectOf(on)) {
    case "customer":
      return {};
    case "followUp": {
      const { content, method, mood } = record as FollowUp;
      return { content, method, mood };
    }
    case "opportunity":
      return dealFacts(record as Opportunity, rules);
  }
}

/** The conditions that the record itself answers. */
export const ownConditions = (on: RuleTrigger, when: readonly RuleCondition[]): RuleCondition[] =>
  when.filter(
    ({ field }) => fieldSpec(field).of !== undefined || (field === "risk" && subjectOf(on) === "opportunity"),
  );

const NOTHING: CustomerMaterials = { nextStep: null, lastFollowUp: null, deals: [], openAmount: 0 };

/** All of it. A deal's own risks go before its customer's. */
export const factsOf = (
  on: RuleTrigger,
  { record, customer }: Subject,
  { materials = NOTHING, rules }: { materials: CustomerMaterials | undefined; rules: RiskRules },
): Facts => ({ ...customerFacts(customer, materials, rules), ...ownFacts(on, record, rules) });
