import { z } from "zod";
import { riskSchema } from "../../models/shared/contracts/risk";

/** What the JSON of deals and of requests shows beside their own fields. */
export const opportunityExtras = {
  stageName: z.string().nullable(),
  waitingFor: z.object({ approval: z.string(), stage: z.string(), stageName: z.string() }).nullable(),
  risk: riskSchema.nullable(),
};

export const approvalExtras = {
  stageName: z.string().nullable(),
  requestedByName: z.string().nullable(),
  decidedByName: z.string().nullable(),
};
