import { z } from "zod";
import { today } from "../../models/shared/contracts/read";
import { riskLimitsSchema, riskList } from "../../models/shared/contracts/risk";
import { idSchema } from "../../models/shared/defineEntity";
import { changeRiskLimits } from "../commands/setting/changeRiskLimits";
import { presentRisk } from "../presenters/presentRisk";
import { presentToday } from "../presenters/presentToday";
import { findUserNames } from "../queries/findNames";
import { listToday } from "../queries/listToday";
import { readSetting, riskSetting } from "../queries/readSetting";
import { findRisks } from "../queries/risks/findRisks";
import { endpoint, type Endpoint } from "./endpoint";

const MOST_RISKS = 100;
const versionedLimits = z.strictObject({ version: z.int().min(0), value: riskLimitsSchema });

/** What there is to do, and what may slip away. */
export const todayRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/today",
    summary: "What is late, due today and in the next seven days, and which customers may slip away",
    answer: today,
    run: async ({ ctx }) => presentToday(ctx.actor, await listToday(ctx)),
  }),
  endpoint({
    method: "get",
    path: "/risks",
    summary: "Customers that may slip away, with the reasons: the caller's own, everybody's (`all`) or one colleague's",
    query: z.strictObject({ whose: z.union([z.enum(["own", "all"]), idSchema]).default("own") }),
    answer: riskList,
    run: async ({ ctx, query }) => {
      const whose = query.whose === "own" || query.whose === "all" ? query.whose : { owner: query.whose };
      const { risks, riskCount } = await findRisks(ctx, { whose, limit: MOST_RISKS });
      const names = new Map(await findUserNames(risks.flatMap(({ customer }) => customer.owner ?? [])));
      return { items: risks.map(presentRisk(names)), count: riskCount };
    },
  }),
  endpoint({
    method: "get",
    path: "/risk-limits",
    summary: "After how many days without contact a customer is at risk",
    answer: versionedLimits,
    run: () => readSetting(riskSetting),
  }),
  endpoint({
    method: "patch",
    path: "/risk-limits",
    summary: "Set them; carries the version it read",
    body: versionedLimits,
    answer: versionedLimits,
    run: ({ ctx, body }) => changeRiskLimits(ctx, body),
  }),
];
