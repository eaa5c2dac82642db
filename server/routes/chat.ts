import { randomUUID } from "node:crypto";
import { z } from "zod";
import { chatAnswer, pressSeen } from "../../models/shared/contracts/read";
import { idSchema } from "../../models/shared/defineEntity";
import type { Http } from "../middlewares/http";
import type { ChatPort } from "../ports";
import { endpoint, type Endpoint } from "./endpoint";

/** The key of a repeat is the message's own id, of which the inbox takes one a member. */
const externalIdOf = (http: Http) => http.get("Idempotency-Key") || randomUUID();

/** The same brain as the bot, for the mini-app's quick entry. */
export const chatRoutes = (chat: ChatPort): Endpoint[] => [
  endpoint({
    method: "post",
    path: "/chat",
    summary: "Say a sentence; answers with the final card",
    body: z.strictObject({
      text: z.string().max(20_000),
      context: z.strictObject({ customer: idSchema }).optional(),
    }),
    answer: chatAnswer,
    keepsOwnKeys: true,
    run: ({ ctx, http, body }) => chat.say(ctx.actor, { ...body, externalId: externalIdOf(http) }),
  }),
  endpoint({
    method: "get",
    path: "/chat/actions/:token",
    summary: "What a button that came as a link would do",
    answer: pressSeen,
    run: ({ ctx, params }) => chat.look(ctx.actor, params.token ?? ""),
  }),
  endpoint({
    method: "post",
    path: "/chat/actions",
    summary: "Press a button of a card; one that leads to a choice comes with the chosen customer",
    body: z.strictObject({ actionId: z.string().min(1).max(200), customer: idSchema.optional() }),
    answer: chatAnswer,
    keepsOwnKeys: true,
    run: ({ ctx, http, body }) => chat.press(ctx.actor, { ...body, externalId: externalIdOf(http) }),
  }),
];
