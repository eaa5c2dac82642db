import { z } from "zod";
import { page } from "../../models/shared/contracts/read";
import { accessGrant } from "../../models/shared/contracts/rights";
import { reviewedRight } from "../../models/shared/contracts/rightsReview";
import { idSchema } from "../../models/shared/defineEntity";
import type { EntityName } from "../../models/shared/entities";
import { GRANT_RIGHTS } from "../../models/system/accessGrant";
import { createAccessGrant } from "../commands/accessGrant/createAccessGrant";
import { revokeAccessGrant } from "../commands/accessGrant/revokeAccessGrant";
import { keepRight, takeRightBack } from "../commands/rights/reviewRight";
import { SHAREABLE } from "../policies";
import { presentAccessGrant } from "../presenters/presentAccessGrant";
import { GRANT_SIDES, listAccessGrants, nameGrants } from "../queries/listAccessGrants";
import { listRightsReview } from "../queries/listRightsReview";
import { endpoint, type Endpoint } from "./endpoint";

export const accessGrantRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/access-grants",
    summary: "Grants the caller gave or received; for admins all",
    query: z.strictObject({
      side: z.enum(GRANT_SIDES).default("given"),
      open: z.enum(["true", "false"]).default("false"),
      limit: z.coerce.number().int().min(1).max(100).default(20),
      cursor: z.string().max(1000).optional(),
    }),
    answer: page(accessGrant),
    run: async ({ ctx, query }) => {
      const { grants, names, ...rest } = await listAccessGrants(ctx, { ...query, open: query.open === "true" });
      return { items: grants.map(presentAccessGrant(names, ctx.now)), ...rest };
    },
  }),
  endpoint({
    method: "post",
    path: "/access-grants",
    summary: "Share a record with a colleague until a moment",
    body: z.strictObject({
      entity: z.enum(SHAREABLE as [EntityName, ...EntityName[]]),
      recordId: idSchema,
      userId: idSchema,
      right: z.enum(GRANT_RIGHTS),
      endsAt: z.iso.datetime({ offset: true }).transform((value) => new Date(value)),
    }),
    answer: accessGrant,
    status: 201,
    run: async ({ ctx, body }) => {
      const grant = await createAccessGrant(ctx, body);
      return presentAccessGrant(await nameGrants(ctx, [grant]), ctx.now)(grant);
    },
  }),
  endpoint({
    method: "delete",
    path: "/access-grants/:id",
    summary: "End a grant before its time",
    run: async ({ ctx, id }) => void (await revokeAccessGrant(ctx, id)),
  }),
  endpoint({
    method: "get",
    path: "/rights-review",
    summary:
      "Rights beyond the usual that the caller answers for: shared records, for admins also roles and chosen departments",
    answer: z.object({ items: z.array(reviewedRight) }),
    run: async ({ ctx }) => ({ items: await listRightsReview(ctx) }),
  }),
  endpoint({
    method: "post",
    path: "/rights-review/:id/keep",
    summary: "Let a right stand for this month",
    answer: reviewedRight,
    run: ({ ctx, id }) => keepRight(ctx, id),
  }),
  endpoint({
    method: "post",
    path: "/rights-review/:id/revoke",
    summary: "Take a right back",
    answer: reviewedRight,
    run: ({ ctx, id }) => takeRightBack(ctx, id),
  }),
];
