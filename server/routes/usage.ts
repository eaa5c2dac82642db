import { z } from "zod";
import { usageItem } from "../../models/shared/contracts/read";
import { listUsage } from "../queries/listUsage";
import { endpoint, type Endpoint } from "./endpoint";

/** What platforms allow only so much of. */
export const usageRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/usage",
    summary: "This month's use of what the platforms count, for admins",
    answer: z.object({ items: z.array(usageItem) }),
    run: async ({ ctx }) => {
      const rows = await listUsage(ctx);
      return {
        items: rows.map(({ platform, month, what, count, allowed }) => ({ platform, month, what, count, allowed })),
      };
    },
  }),
];
