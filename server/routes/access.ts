import { z } from "zod";
import { personalSchemas } from "../../models/shared/defineEntity";
import { requestAccess } from "../commands/access/requestAccess";
import { endpoint, type Endpoint } from "./endpoint";

/** Asking to join a customer that a colleague has; who that is, nothing here tells. */
export const accessRoutes: Endpoint[] = [
  endpoint({
    method: "post",
    path: "/access-requests",
    summary: "Ask whoever has this company or number to let the asker join",
    body: z.strictObject({
      company: z.string().trim().min(1).max(80).nullable().default(null),
      phones: z.array(personalSchemas.phone).max(10).default([]),
    }),
    answer: z.object({ state: z.enum(["open", "granted", "refused"]) }),
    status: 201,
    run: async ({ ctx, body }) => ({
      state: await requestAccess(ctx, { ...body, words: body.company ?? body.phones[0] ?? "" }),
    }),
  }),
];
