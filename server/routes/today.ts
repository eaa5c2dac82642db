import { today } from "../../models/shared/contracts/read";
import { presentToday } from "../presenters/presentToday";
import { listToday } from "../queries/listToday";
import { endpoint, type Endpoint } from "./endpoint";

export const todayRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/today",
    summary: "What is late, due today and in the next seven days, and who goes cold",
    answer: today,
    run: async ({ ctx }) => presentToday(ctx.actor, await listToday(ctx)),
  }),
];
