/**
 * Why a customer or a deal may slip away. `lost` is the company's 流失风险: its manager is told. The first kinds weigh most;
 * the last two are shown beside a record and are no warning of their own.
 */
export const RISK_KINDS = ["lost", "stuck", "unhappy", "quiet", "lateClose", "lateStep", "slow"] as const;
export type RiskKind = (typeof RISK_KINDS)[number];

/** Kinds that put a record among what somebody is warned of. */
export const WARNING_KINDS: readonly RiskKind[] = ["lost", "stuck", "unhappy", "quiet"];

export interface Risk {
  level: "amber" | "red";
  kinds: RiskKind[];
  /** A few words, for a line of a card: `15 天没聊`. */
  short: string;
  /** The reasons as one sentence. */
  sentence: string;
}

/** How long a customer may be left alone; how long a deal may stand belongs to the pipeline. */
export interface RiskLimits {
  /** Days without contact until the rep gets a hint. */
  quietAfterDays: number;
  /** Days without contact until it counts as being lost and the manager is told. */
  lostAfterDays: number;
}

/** Until an admin says otherwise. */
export const DEFAULT_RISK_LIMITS: RiskLimits = { quietAfterDays: 7, lostAfterDays: 14 };

/** Warnings one person gets a day, over all kinds; the others are one line. */
export const WARNINGS_A_DAY = 3;
