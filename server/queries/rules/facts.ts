import {
  fieldSpec,
  subjectOf,
  type RuleCondition,
  type RuleField,
  type RuleTrigger,
} from "../../../models/shared/values/rules";
import type { Customer } from "../../../models/shared/entities/customer";
import type { FollowUp } from "../../../models/shared/entities/followUp";
import type { Opportunity } from "../../../models/shared/entities/opportunity";
import { dayOf, daysBetween, type Day } from "../../../models/shared/values/day";
import { isClosed } from "../../../models/shared/values/stage";
import type { CustomerMaterials } from "../gatherCustomerExtras";
import { customerRisks, dealRisks, daysInStage, daysSince, type RiskRules } from "../risks/assess";
import type { Fact, Facts } from "./matches";

/** What a rule looks at: the record its trigger is about, with its customer. */
export interface Subject {
  record: Customer | FollowUp | Opportunity;
  customer: Customer;
}

interface Seen {
  customer: Customer;
  note: FollowUp | null;
  deal: Opportunity | null;
  materials: CustomerMaterials;
  rules: RiskRules;
}

const beyondZero = (days: number) => (days > 0 ? days : null);

/** Days a next step is late; null without one, or while it is not. */
function lateStepDays(nextStep: CustomerMaterials["nextStep"], today: Day): number | null {
  if (!nextStep) return null;
  return beyondZero(daysBetween(nextStep.dueTo ?? nextStep.dueFrom ?? dayOf(nextStep.remindAt), today));
}

function lateCloseDays({ expectedCloseOn, stage }: Opportunity, today: Day): number | null {
  return expectedCloseOn && !isClosed(stage) ? beyondZero(daysBetween(expectedCloseOn, today)) : null;
}

/** A deal's own risks go before its customer's. */
function risksOf({ deal, customer, materials, rules }: Seen) {
  if (deal) return dealRisks(deal, rules);
  const { owner, lastContactAt, riskQuietUntil } = customer;
  return customerRisks({ ...materials, owner, lastContactAt, riskQuietUntil }, rules);
}

/** How each word of the vocabulary is answered; only those a rule asks for are. */
const ANSWERS: Record<RuleField, (seen: Seen) => Fact> = {
  content: ({ note }) => note?.content,
  method: ({ note }) => note?.method,
  mood: ({ note }) => note?.mood,
  stage: ({ deal }) => deal?.stage,
  amount: ({ deal }) => deal?.amount,
  stageDays: ({ deal, rules }) => deal && daysInStage(deal, rules.today),
  lateCloseDays: ({ deal, rules }) => deal && lateCloseDays(deal, rules.today),
  level: ({ customer }) => customer.level,
  customerKind: ({ customer }) => customer.kind,
  tags: ({ customer }) => customer.tags,
  source: ({ customer }) => customer.source,
  region: ({ customer }) => customer.region,
  silentDays: ({ customer, rules }) => customer.lastContactAt && daysSince(customer.lastContactAt, rules.today),
  lateStepDays: ({ materials, rules }) => lateStepDays(materials.nextStep, rules.today),
  openAmount: ({ materials }) => materials.openAmount,
  risk: risksOf,
};

export const NOTHING: CustomerMaterials = { nextStep: null, lastFollowUp: null, deals: [], openAmount: 0 };

const BESIDE: readonly RuleField[] = ["lateStepDays", "openAmount", "risk"];

/** Whether a rule asks for what stands around the customer: next step, open deals, the last note. */
export const asksBeside = (on: RuleTrigger, when: readonly RuleCondition[]): boolean =>
  when.some(({ field }) => BESIDE.includes(field) && !(field === "risk" && subjectOf(on) === "opportunity"));

/** The conditions that the record itself answers, before anything beside it is read. */
export const ownConditions = (on: RuleTrigger, when: readonly RuleCondition[]): RuleCondition[] =>
  when.filter(
    ({ field }) => fieldSpec(field).of !== undefined || (field === "risk" && subjectOf(on) === "opportunity"),
  );

/** @param beside what is known around the customer; left out while only the record itself is asked */
export function factsOf(
  on: RuleTrigger,
  { record, customer }: Subject,
  { materials = NOTHING, rules }: { materials?: CustomerMaterials | undefined; rules: RiskRules },
): Facts {
  const kind = subjectOf(on);
  const seen: Seen = {
    ...{ customer, materials, rules },
    note: kind === "followUp" ? (record as FollowUp) : null,
    deal: kind === "opportunity" ? (record as Opportunity) : null,
  };
  return (field) => ANSWERS[field](seen);
}
