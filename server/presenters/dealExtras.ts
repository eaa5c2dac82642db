import { z } from "zod";

/** What the JSON of deals and of requests shows beside their own fields. */
export const opportunityExtras = {
  stageName: z.string().nullable(),
  waitingFor: z.object({ approval: z.string(), stage: z.string(), stageName: z.string() }).nullable(),
};

export const approvalExtras = {
  stageName: z.string(),
  requestedByName: z.string().nullable(),
  decidedByName: z.string().nullable(),
};
