import type { FollowUp } from "../../../models/shared/entities/followUp";
import type { Opportunity } from "../../../models/shared/entities/opportunity";
import type { Reminder } from "../../../models/shared/entities/reminder";
import { methodNames } from "../../../models/shared/text/zhCN/fields";
import { riskText as t } from "../../../models/shared/text/zhCN/risks";
import { dayOf, daysBetween, formatDay, type Day } from "../../../models/shared/values/day";
import { formatFen } from "../../../models/shared/values/money";
import { stageName, type Pipeline } from "../../../models/shared/values/pipeline";
import { RISK_KINDS, type Risk, type RiskKind, type RiskLimits } from "../../../models/shared/values/risk";
import { isClosed } from "../../../models/shared/values/stage";

/** What risks are measured by: the day, and what the company set. */
export interface RiskRules {
  today: Day;
  limits: RiskLimits;
  pipeline: Pipeline;
}

type Deal = Pick<Opportunity, "name" | "stage" | "stageChangedAt" | "onHoldSince" | "expectedCloseOn">;

/** What is known of a customer, as far as the reader may see it. */
export interface CustomerFacts {
  owner: string | null;
  lastContactAt: Date | null;
  lastFollowUp: Pick<FollowUp, "content" | "method" | "mood"> | null;
  nextStep: Pick<Reminder, "text" | "dueFrom" | "dueTo" | "remindAt"> | null;
  deals: readonly Deal[];
  /** Fen. */
  openAmount: number;
  /** Put aside by whoever leads the owner. */
  riskQuietUntil: Day | null;
}

/** Put into words only where somebody reads them: a rehearsal asks for the kinds of a whole company, day by day. */
interface Flag {
  kind: RiskKind;
  short: () => string;
  words: () => string;
}

const QUOTED = 24;
const quoted = (words: string) => (words.length > QUOTED ? `${words.slice(0, QUOTED)}…` : words);

/** Whole days since, on the calendar. */
export const daysSince = (at: Date, today: Day) => Math.max(0, daysBetween(dayOf(at), today));

/** How long a deal has stood in its stage; null for one that is closed, put aside, or never moved. */
export function daysInStage({ stage, stageChangedAt, onHoldSince }: Deal, today: Day): number | null {
  return isClosed(stage) || onHoldSince || !stageChangedAt ? null : daysSince(stageChangedAt, today);
}

function standingFlag(deal: Deal, { today, pipeline }: RiskRules, say: (days: number) => string): Flag[] {
  const days = daysInStage(deal, today);
  if (days === null || days < pipeline.slowAfterDays) return [];
  const kind = days >= pipeline.stuckAfterDays ? "stuck" : "slow";
  return [{ kind, short: () => t.short.stands(days), words: () => say(days) }];
}

const lastWords = ({ lastContactAt, lastFollowUp }: CustomerFacts, today: Day) =>
  lastContactAt && lastFollowUp
    ? [
        t.last(
          formatDay(dayOf(lastContactAt), today),
          lastFollowUp.method && methodNames[lastFollowUp.method],
          quoted(lastFollowUp.content),
        ),
      ]
    : [];

function silenceFlag(facts: CustomerFacts, { today, limits }: RiskRules): Flag[] {
  if (!facts.lastContactAt) return [];
  const days = daysSince(facts.lastContactAt, today);
  if (days < limits.quietAfterDays) return [];
  const words = () => [t.silent(days), ...lastWords(facts, today)].join(t.join);
  return [{ kind: days >= limits.lostAfterDays ? "lost" : "quiet", short: () => t.short.silent(days), words }];
}

const unhappyFlag = ({ lastFollowUp }: CustomerFacts): Flag[] =>
  lastFollowUp?.mood === "negative"
    ? [{ kind: "unhappy", short: () => t.short.unhappy, words: () => t.unhappy(quoted(lastFollowUp.content)) }]
    : [];

function stepFlag({ nextStep }: CustomerFacts, { today }: RiskRules): Flag[] {
  if (!nextStep) return [];
  const days = daysBetween(nextStep.dueTo ?? nextStep.dueFrom ?? dayOf(nextStep.remindAt), today);
  if (days <= 0) return [];
  const words = () => t.lateStep(quoted(nextStep.text), days);
  return [{ kind: "lateStep", short: () => t.short.lateStep(days), words }];
}

const byWeight = (a: Flag, b: Flag) => RISK_KINDS.indexOf(a.kind) - RISK_KINDS.indexOf(b.kind);
const RED: readonly RiskKind[] = ["lost", "stuck"];

const kindsOf = (flags: readonly Flag[]): RiskKind[] => [...new Set(flags.map(({ kind }) => kind))];

function toRisk(flags: Flag[], more: string[] = []): Risk | null {
  if (flags.length === 0) return null;
  const sorted = flags.toSorted(byWeight);
  return {
    level: sorted.some(({ kind }) => RED.includes(kind)) ? "red" : "amber",
    kinds: kindsOf(sorted),
    short: [...new Set(sorted.map(({ short }) => short()))].slice(0, 2).join(t.short.join),
    sentence: [...sorted.map(({ words }) => words()), ...more].join(t.join),
  };
}

/** Only the deal that has stood longest is told of. */
const longestStanding = (deals: readonly Deal[], today: Day): Deal | undefined =>
  deals.toSorted((a, b) => (daysInStage(b, today) ?? -1) - (daysInStage(a, today) ?? -1))[0];

const isResting = ({ riskQuietUntil }: CustomerFacts, { today }: RiskRules) =>
  riskQuietUntil !== null && today < riskQuietUntil;

function customerFlags(facts: CustomerFacts, rules: RiskRules): Flag[] {
  if (facts.owner === null || isResting(facts, rules)) return [];
  const deal = longestStanding(facts.deals, rules.today);
  const say = (days: number) => t.stands(deal?.name ?? "", stageName(rules.pipeline, deal?.stage ?? ""), days);
  return [
    ...silenceFlag(facts, rules),
    ...(deal ? standingFlag(deal, rules, say) : []),
    ...unhappyFlag(facts),
    ...stepFlag(facts, rules),
  ];
}

/** Why a customer may slip away; null where nothing speaks for it. Nobody's customers are the pool's business. */
export const assessCustomer = (facts: CustomerFacts, rules: RiskRules): Risk | null =>
  toRisk(customerFlags(facts, rules), facts.openAmount > 0 ? [t.atStake(formatFen(facts.openAmount))] : []);

/** The same without a word of it. */
export const customerRisks = (facts: CustomerFacts, rules: RiskRules): RiskKind[] =>
  kindsOf(customerFlags(facts, rules));

function closeFlag({ expectedCloseOn, stage, onHoldSince }: Deal, today: Day): Flag[] {
  if (!expectedCloseOn || isClosed(stage) || onHoldSince || expectedCloseOn >= today) return [];
  const days = daysBetween(expectedCloseOn, today);
  const words = () => t.lateClose(formatDay(expectedCloseOn, today), days);
  return [{ kind: "lateClose", short: () => t.short.lateClose(days), words }];
}

const dealFlags = (deal: Deal, rules: RiskRules): Flag[] => [
  ...standingFlag(deal, rules, (days) => t.dealStands(stageName(rules.pipeline, deal.stage ?? ""), days)),
  ...closeFlag(deal, rules.today),
];

/** Why a deal may slip away. */
export const assessDeal = (deal: Deal, rules: RiskRules): Risk | null => toRisk(dealFlags(deal, rules));

/** The same without a word of it. */
export const dealRisks = (deal: Deal, rules: RiskRules): RiskKind[] => kindsOf(dealFlags(deal, rules));
