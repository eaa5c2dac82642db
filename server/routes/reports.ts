import { z } from "zod";
import { report, REPORTS } from "../../models/shared/contracts/figures";
import { daySchema, idSchema } from "../../models/shared/defineEntity";
import { AppError } from "../errors";
import { readReport } from "../queries/readReport";
import { endpoint, type Endpoint } from "./endpoint";

const names = z.enum(REPORTS);

export const reportRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/reports/:name",
    summary: "A daily, weekly or monthly report; each figure names the list it counts",
    query: z.strictObject({ day: daySchema.optional(), whose: z.union([z.literal("team"), idSchema]).optional() }),
    answer: report,
    run: ({ ctx, params, query }) => {
      const name = names.safeParse(params.name);
      if (!name.success) throw new AppError("not_found");
      return readReport(ctx, { name: name.data, ...query });
    },
  }),
];
