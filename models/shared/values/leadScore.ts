/** Why a lead counts for something, and for how much. */
export const LEAD_REASONS = {
  mobile: 20,
  landline: 10,
  wechat: 10,
  email: 5,
  company: 15,
  title: 5,
  budget: 15,
  interest: 15,
  urgent: 10,
  referral: 10,
  again: 10,
  known: 10,
} as const;
export type LeadReason = keyof typeof LEAD_REASONS;
