import { z } from "zod";
import { page } from "../../models/shared/contracts/read";
import { colleague, handOverPlan } from "../../models/shared/contracts/rights";
import { idSchema } from "../../models/shared/defineEntity";
import { ROLES } from "../../models/system/user";
import { handOverCustomers } from "../commands/customer/handOverCustomers";
import { updateUser } from "../commands/user/updateUser";
import { AppError } from "../errors";
import { presentUser, userAnswer } from "../presenters/presentUser";
import { listColleagues } from "../queries/listColleagues";
import { listUsers, withIdentities } from "../queries/listUsers";
import { planHandOver } from "../queries/planHandOver";
import { endpoint, type Endpoint } from "./endpoint";

/** People. All but their names is for admins only; the commands and queries see to that. */
export const userRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/colleagues",
    summary: "Whom something can be shared with or given to",
    query: z.strictObject({
      q: z.string().trim().max(40).default(""),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      /** Only those who may have such records of their own. */
      mayOwn: z.enum(["customer", "lead"]).optional(),
    }),
    answer: z.object({ items: z.array(colleague) }),
    run: async ({ ctx, query }) => ({ items: await listColleagues(ctx, query) }),
  }),
  endpoint({
    method: "get",
    path: "/colleagues/:id/hand-over",
    summary: "What goes when a colleague, or the caller, hands all customers on",
    answer: handOverPlan,
    run: ({ ctx, id }) => planHandOver(ctx, id),
  }),
  endpoint({
    method: "post",
    path: "/colleagues/:id/hand-over",
    summary: "Give all customers of a colleague, or one's own, to another; very many go on going after the answer",
    body: z.strictObject({ to: idSchema }),
    /** `left` are on their way; whoever asked is told in chat when they have gone. */
    answer: z.object({ moved: z.int(), left: z.int() }),
    run: ({ ctx, id, body }) => handOverCustomers(ctx, { from: id, to: body.to }),
  }),
  endpoint({
    method: "get",
    path: "/users",
    summary: "List colleagues",
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(100).default(50),
      cursor: z.string().max(1000).optional(),
    }),
    answer: page(userAnswer),
    run: async ({ ctx, query }) => {
      const { users, ...rest } = await listUsers(ctx, query);
      return { items: users.map(presentUser), ...rest };
    },
  }),
  endpoint({
    method: "patch",
    path: "/users/:id",
    summary: "Give a colleague roles and departments, or shut them out",
    body: z.strictObject({
      roles: z.array(z.enum(ROLES)).max(ROLES.length).optional(),
      departments: z.array(z.string().max(64)).max(100).optional(),
      disabled: z.boolean().optional(),
      /** With `disabled`: who gets what they had, null for the public pool; their manager when left out. */
      handOverTo: idSchema.nullable().optional(),
    }),
    answer: userAnswer,
    run: async ({ ctx, id, body }) => {
      const [user] = await withIdentities([await updateUser(ctx, { id, ...body })]);
      if (!user) throw new AppError("not_found");
      return presentUser(user);
    },
  }),
];
