import { z } from "zod";
import { activity, page, promiseLine } from "../../models/shared/contracts/read";
import { presentActivity } from "../presenters/presentActivity";
import { sayPromise } from "../../models/shared/values/promise";
import { presentInstant } from "../presenters/presentInstant";
import { findReadable } from "../queries/findReadable";
import { listPromises, type OpenPromise } from "../queries/listPromises";
import { getTimeline } from "../queries/getTimeline";
import { endpoint, type Endpoint } from "./endpoint";

const presentPromise = (promise: OpenPromise) => {
  const { by, who, what, until, followUp, saidAt } = promise;
  return { by, who, what, until, sentence: sayPromise(promise), followUp, saidAt: presentInstant(saidAt) };
};

export const timelineRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/customers/:id/promises",
    summary: "What either side promised in the notes and may still be open, the soonest due first",
    answer: z.object({ items: z.array(promiseLine) }),
    run: async ({ ctx, id }) => {
      const { id: customer } = await findReadable(ctx, "customer", id);
      return { items: (await listPromises(ctx, { customer })).map(presentPromise) };
    },
  }),
  endpoint({
    method: "get",
    path: "/customers/:id/timeline",
    summary: "Notes and changes of a customer, newest first",
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(100).default(20),
      cursor: z.string().max(1000).optional(),
    }),
    answer: page(activity),
    run: async ({ ctx, id, query }) => {
      const { activities, ...rest } = await getTimeline(ctx, id, query);
      return { items: activities.map(presentActivity), ...rest };
    },
  }),
];
