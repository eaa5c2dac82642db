import { z } from "zod";
import { listUsage } from "../queries/listUsage";
import { endpoint, type Endpoint } from "./endpoint";

const usage = z.object({ platform: z.string(), month: z.string(), what: z.string(), count: z.int() });

/** What platforms allow only so much of. */
export const usageRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/usage",
    summary: "This month's use of what the platforms count, for admins",
    answer: z.object({ items: z.array(usage) }),
    run: async ({ ctx }) => {
      const rows = await listUsage(ctx);
      return { items: rows.map(({ platform, month, what, count }) => ({ platform, month, what, count })) };
    },
  }),
];
