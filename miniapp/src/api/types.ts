import type { LeadReasonShown } from "../../../models/shared/contracts/leads";
import type { Activity, NextStep } from "../../../models/shared/contracts/read";
import type { EntityName, RecordFor } from "../../../models/shared/entities";
import type { Risk } from "../../../models/shared/values/risk";

/** A record as JSON carries it: instants are ISO strings. */
type Wire<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K] };

interface Extras {
  customer: {
    nextStep: NextStep | null;
    openAmount: number | null;
    lastFollowUp: { content: string; method: string | null; happenedAt: string | null } | null;
    risk: Risk | null;
  };
  contact: { customerName: string | null };
  followUp: { customerName: string | null };
  reminder: { customerName: string | null };
  opportunity: {
    customerName: string | null;
    contactName: string | null;
    stageName: string | null;
    waitingFor: { approval: string; stage: string; stageName: string } | null;
    risk: Risk | null;
  };
  lead: {
    customerName: string | null;
    contactName: string | null;
    opportunityName: string | null;
    scoreReasons: LeadReasonShown[];
  };
  visit: {
    customerName: string | null;
    contactName: string | null;
    /** What came of it, in words. */
    followUpName: string | null;
    visitorName: string | null;
    isSentLate: boolean;
    files: Activity["files"];
  };
  approval: {
    customerName: string | null;
    stageName: string | null;
    requestedByName: string | null;
    decidedByName: string | null;
  };
}

export type RecordItem<N extends EntityName> = Wire<RecordFor<N>> &
  Extras[N] & {
    ownerName: string | null;
    /** What the caller may do with it. */
    abilities: string[];
  };

export type CustomerItem = RecordItem<"customer">;
export type ContactItem = RecordItem<"contact">;
export type FollowUpItem = RecordItem<"followUp">;
export type ReminderItem = RecordItem<"reminder">;
export type OpportunityItem = RecordItem<"opportunity">;

export type VisitItem = RecordItem<"visit">;
export type ApprovalItem = RecordItem<"approval">;
export type LeadItem = RecordItem<"lead">;

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  approximateTotal: number;
}

export type Query = Record<string, string | number | null | undefined>;
