import type { z } from "zod";
import type { EntityName, RecordFor } from "../models/shared/entities";
import { visitExtras } from "../models/shared/contracts/visits";
import { COLLECTIONS } from "../models/shared/entities/collections";
import type { Ctx } from "./context";
import { customerExtras, presentCustomerExtras } from "./presenters/presentCustomerExtras";
import { gatherApprovalExtras } from "./queries/gatherApprovalExtras";
import { gatherOpportunityExtras } from "./queries/gatherOpportunityExtras";
import { approvalExtras, opportunityExtras } from "./presenters/dealExtras";
import { scoreReasonsOf } from "../models/shared/text/zhCN/leads";
import { leadExtras } from "./presenters/leadExtras";
import { contactsByPhone, customersByPhone, leadsByPhone } from "./queries/findByPhone";
import { gatherCustomerExtras } from "./queries/gatherCustomerExtras";
import { gatherVisitExtras } from "./queries/gatherVisitExtras";

/** What an entity has beyond its definition, as data that routes, lists and OpenAPI read. */
export interface RecordModule<N extends EntityName = EntityName> {
  /** Where its records live below `/api/v1`. */
  path: string;
  /** Ids of the records that a search for these last digits of a phone should find. */
  findByPhone?(ctx: Ctx, digits: string): Promise<string[]>;
  /** What the JSON shows beside the record's own fields. */
  extras?: {
    shape: Record<string, z.ZodType>;
    /** For a whole page at once; JSON by record id. */
    gather(ctx: Ctx, records: RecordFor<N>[]): Promise<ReadonlyMap<string, object>>;
  };
}

export const records: { [N in EntityName]: RecordModule<N> } = {
  customer: {
    path: COLLECTIONS.customer,
    findByPhone: customersByPhone,
    extras: {
      shape: customerExtras,
      async gather(ctx, customers) {
        const gathered = await gatherCustomerExtras(ctx, customers);
        return new Map([...gathered].map(([id, extras]) => [id, presentCustomerExtras(extras)]));
      },
    },
  },
  contact: { path: COLLECTIONS.contact, findByPhone: contactsByPhone },
  followUp: { path: COLLECTIONS.followUp },
  reminder: { path: COLLECTIONS.reminder },
  opportunity: {
    path: COLLECTIONS.opportunity,
    extras: { shape: opportunityExtras, gather: gatherOpportunityExtras },
  },
  lead: {
    path: COLLECTIONS.lead,
    findByPhone: leadsByPhone,
    extras: {
      shape: leadExtras,
      gather: async (_, leads) => new Map(leads.map((lead) => [lead.id, { scoreReasons: scoreReasonsOf(lead) }])),
    },
  },
  visit: { path: COLLECTIONS.visit, extras: { shape: visitExtras, gather: gatherVisitExtras } },
  approval: { path: COLLECTIONS.approval, extras: { shape: approvalExtras, gather: gatherApprovalExtras } },
};
