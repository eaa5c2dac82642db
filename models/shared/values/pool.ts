/** When a customer goes back to the public pool, and who may take how many out of it. Days of null: never for that reason. */
export interface PoolRules {
  noFollowUpDays: number | null;
  noDealDays: number | null;
  noOpportunityDays: number | null;
  /** Nobody loses a customer without having been told so many days before. */
  warnDays: number;
  exemptWon: boolean;
  exemptLevels: string[];
  exemptTags: string[];
  /** What one person may take. */
  claimsPerDay: number;
  claimsHeld: number;
  /** How long whoever had it last has to wait. */
  coolDownDays: number;
  /** How long a reported customer is protected. */
  protectDays: number;
}

/** Until an admin says otherwise. */
export const DEFAULT_POOL_RULES: PoolRules = {
  noFollowUpDays: 30,
  noDealDays: 90,
  noOpportunityDays: null,
  warnDays: 3,
  exemptWon: true,
  exemptLevels: ["A"],
  exemptTags: [],
  claimsPerDay: 5,
  claimsHeld: 50,
  coolDownDays: 7,
  protectDays: 30,
};
