import { z } from "zod";
import { activity, page } from "../../models/shared/contracts/read";
import { presentActivity } from "../presenters/presentActivity";
import { getTimeline } from "../queries/getTimeline";
import { endpoint, type Endpoint } from "./endpoint";

export const timelineRoutes: Endpoint[] = [
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
