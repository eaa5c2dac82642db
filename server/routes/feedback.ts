import { z } from "zod";
import { feedbackItem, page } from "../../models/shared/contracts/read";
import { sendFeedback } from "../commands/feedback/sendFeedback";
import { presentInstant } from "../presenters/presentInstant";
import { listFeedback } from "../queries/listFeedback";
import { endpoint, type Endpoint } from "./endpoint";

/** Longer is a letter. */
const MAX_TEXT = 2000;

export const feedbackRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/feedback",
    summary: "What colleagues wish for; for admins",
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(100).default(20),
      cursor: z.string().max(1000).optional(),
    }),
    answer: page(feedbackItem),
    run: async ({ ctx, query }) => {
      const { items, ...rest } = await listFeedback(ctx, query);
      return { items: items.map((item) => ({ ...item, at: presentInstant(item.at) })), ...rest };
    },
  }),
  endpoint({
    method: "post",
    path: "/feedback",
    summary: "Send a wish or a complaint to the admins",
    body: z.strictObject({ text: z.string().trim().min(1).max(MAX_TEXT) }),
    answer: z.object({ id: z.string() }),
    status: 201,
    run: async ({ ctx, body }) => ({ id: (await sendFeedback(ctx, body))._id }),
  }),
];
