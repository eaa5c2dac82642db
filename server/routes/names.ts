import { z } from "zod";
import { learnedName } from "../../models/shared/contracts/read";
import { forgetName } from "../commands/names/forgetName";
import { presentInstant } from "../presenters/presentInstant";
import { listLearnedNames } from "../queries/listLearnedNames";
import { endpoint, type Endpoint } from "./endpoint";

/** What a colleague's words were learned to mean; each sees and forgets their own only. */
export const nameRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/learned-names",
    summary: "List what the asker's names for customers were learned to mean",
    answer: z.object({ items: z.array(learnedName) }),
    run: async ({ ctx }) => ({
      items: (await listLearnedNames(ctx)).map((name) => ({ ...name, lastAt: presentInstant(name.lastAt) })),
    }),
  }),
  endpoint({
    method: "delete",
    path: "/learned-names/:id",
    summary: "Forget what one name was learned to mean",
    run: ({ ctx, id }) => forgetName(ctx, id),
  }),
];
