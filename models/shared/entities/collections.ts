import type { EntityName } from ".";

/** What a kind of record is called in addresses: below `/api/v1`, and in the mini-app. */
export const COLLECTIONS: Record<EntityName, string> = {
  customer: "customers",
  contact: "contacts",
  followUp: "follow-ups",
  reminder: "reminders",
  opportunity: "opportunities",
  approval: "approvals",
  lead: "leads",
  visit: "visits",
};
