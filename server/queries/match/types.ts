import type { Contact } from "../../../models/shared/entities/contact";
import type { Customer } from "../../../models/shared/entities/customer";

/** Whom a message speaks of, in its own words. */
export interface CustomerMention {
  name: string | null;
  company: string | null;
  phones: string[];
  wechat: string | null;
}

/** To be filled with what is known. */
export const NO_MENTION: CustomerMention = { name: null, company: null, phones: [], wechat: null };

/** What besides the words tells whom they mean. */
export interface MatchHints {
  /** The words were heard, not typed. */
  spoken?: boolean;
  /** The customer of the group it was said in. */
  groupCustomer?: string | null;
  /** The message the words stand in. */
  text?: string;
}

/** Why a customer may be meant; the strongest first, as scored. */
export const REASONS = [
  "exactName",
  "phone",
  "learned",
  "recent",
  "openDeal",
  "sameCompany",
  "sameBranch",
  "soundsLike",
  "groupBound",
] as const;
export type MatchReason = (typeof REASONS)[number];

/** A customer the words fit, before anything else is known of it. */
export interface Found {
  customerId: string;
  /** As it was read, where it was found by itself and not through somebody there. */
  customer?: Customer;
  contact: Contact | null;
  /** The words fit without a doubt. */
  isSure: boolean;
  reasons: MatchReason[];
  /** The name as it is, where the words were only heard like it. */
  heardAs?: string;
}

export interface Candidate {
  customer: Customer;
  contact: Contact | null;
  /** Sum of open deals in fen; 0 without one. */
  openAmount: number;
  /** Sure enough to be taken without asking, if nobody else is. */
  isSure: boolean;
  /** Talked to within the last two weeks, or about to be. */
  isActive: boolean;
  reasons: MatchReason[];
  score: number;
  heardAs?: string;
}

/** The words that name somebody, as one says them: 鼎盛张总. */
export const mentionWords = (mention: CustomerMention) => `${mention.company ?? ""}${mention.name ?? ""}`;
