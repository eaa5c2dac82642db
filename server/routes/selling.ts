import { z } from "zod";
import { attainment, forecast, funnel, losses, stageStay } from "../../models/shared/contracts/selling";
import { daySchema, idSchema, moneySchema } from "../../models/shared/defineEntity";
import { addMonths, dayOf, firstOfMonth } from "../../models/shared/values/day";
import { monthOf, PERIOD } from "../../models/shared/values/period";
import { setTarget } from "../commands/target/setTarget";
import { presentInstant } from "../presenters/presentInstant";
import { listStageHistory } from "../queries/listStageHistory";
import { readAttainment } from "../queries/readAttainment";
import { readForecast } from "../queries/readForecast";
import { readFunnel } from "../queries/readFunnel";
import { readLosses } from "../queries/readLosses";
import { endpoint, type Endpoint } from "./endpoint";
import { inOrder } from "./inOrder";

const periodSchema = z.string().regex(PERIOD);
const LOOK_BACK_MONTHS = 3;

/** How deals go: of the caller's own, and of everybody they lead. */
export const sellingRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/reports/funnel",
    summary: "Deals by stage, how many came so far and what share went on; bounded by the day they were opened",
    query: z.strictObject({ from: daySchema.optional(), to: daySchema.optional(), owner: idSchema.optional() }),
    answer: funnel,
    run: ({ ctx, query }) => readFunnel(ctx, inOrder(query)),
  }),
  endpoint({
    method: "get",
    path: "/reports/forecast",
    summary: "Open deals weighed by how likely they are, by stage and by the month they should close in",
    query: z.strictObject({ owner: idSchema.optional() }),
    answer: forecast,
    run: ({ ctx, query }) => readForecast(ctx, query),
  }),
  endpoint({
    method: "get",
    path: "/reports/losses",
    summary: "Why deals were lost and to whom; the last three months unless said",
    query: z.strictObject({ from: daySchema.optional(), to: daySchema.optional(), owner: idSchema.optional() }),
    answer: losses,
    run: ({ ctx, query }) => {
      const today = dayOf(ctx.now);
      const { from = addMonths(firstOfMonth(today), 1 - LOOK_BACK_MONTHS), to = today, owner } = query;
      return readLosses(ctx, inOrder({ from, to, owner }));
    },
  }),
  endpoint({
    method: "get",
    path: "/opportunities/:id/stages",
    summary: "Every stage a deal stood in, for how long and who moved it, the latest first",
    answer: z.object({ items: z.array(stageStay) }),
    run: async ({ ctx, id }) => ({
      items: (await listStageHistory(ctx, id)).map(({ from, until, ...stay }) => ({
        ...stay,
        from: presentInstant(from),
        until: until && presentInstant(until),
      })),
    }),
  }),
  endpoint({
    method: "get",
    path: "/reports/attainment",
    summary: "Targets of a month (`2026-11`), quarter (`2026-Q4`) or year, and what was sold",
    query: z.strictObject({ period: periodSchema.optional() }),
    answer: attainment,
    run: ({ ctx, query }) => readAttainment(ctx, query.period ?? monthOf(dayOf(ctx.now))),
  }),
  endpoint({
    method: "post",
    path: "/targets",
    summary: "Set what a person or a department is to sell; carries the version it read, 0 for a first one",
    body: z.strictObject({
      kind: z.enum(["person", "department"]),
      subject: z.string().min(1).max(64),
      period: periodSchema,
      amount: moneySchema,
      version: z.int().min(0),
    }),
    answer: attainment,
    run: async ({ ctx, body }) => {
      await setTarget(ctx, body);
      return readAttainment(ctx, body.period);
    },
  }),
];
