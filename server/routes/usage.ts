import { z } from "zod";
import { versionedAllowances } from "../../models/shared/contracts/allowances";
import { usageItem } from "../../models/shared/contracts/read";
import { changeAllowances } from "../commands/setting/changeAllowances";
import { listUsage } from "../queries/listUsage";
import { allowancesSetting, readSetting } from "../queries/readSetting";
import { endpoint, type Endpoint } from "./endpoint";

/** What platforms allow only so much of. */
export const usageRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/usage",
    summary: "This month's use of what the platforms count, and what the company may use, for admins",
    answer: z.object({ items: z.array(usageItem), allowances: versionedAllowances }),
    run: async ({ ctx }) => {
      const rows = await listUsage(ctx);
      return {
        items: rows.map(({ platform, month, what, count, allowed }) => ({ platform, month, what, count, allowed })),
        allowances: await readSetting(allowancesSetting),
      };
    },
  }),
  endpoint({
    method: "patch",
    path: "/usage/allowances",
    summary: "Set what the company may use of each platform in a month; carries the version it read",
    body: versionedAllowances,
    answer: versionedAllowances,
    run: ({ ctx, body }) => changeAllowances(ctx, body),
  }),
];
