import { z } from "zod";
import { activity, page, promiseLine } from "../../models/shared/contracts/read";
import { daySchema, timeSchema, toInput } from "../../models/shared/defineEntity";
import { followUp } from "../../models/shared/entities/followUp";
import { createFollowUpWithStep } from "../commands/followUp/createFollowUpWithStep";
import { presentActivity } from "../presenters/presentActivity";
import { sayPromise } from "../../models/shared/values/promise";
import { presentInstant } from "../presenters/presentInstant";
import { findReadable } from "../queries/findReadable";
import { listPromises, type OpenPromise } from "../queries/listPromises";
import { getTimeline } from "../queries/getTimeline";
import { endpoint, type Endpoint } from "./endpoint";
import { recordAnswer, showRecord } from "./showRecords";

const presentPromise = (promise: OpenPromise) => {
  const { by, who, what, until, followUp, saidAt } = promise;
  return { by, who, what, until, sentence: sayPromise(promise), followUp, saidAt: presentInstant(saidAt) };
};

const nextStep = z.strictObject({
  text: z.string().trim().min(1).max(200),
  dueOn: daySchema,
  time: timeSchema.nullable().default(null),
});

export const timelineRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/customers/:id/promises",
    summary: "What either side promised in the notes and may still be open, the soonest due first",
    answer: z.object({ items: z.array(promiseLine) }),
    run: async ({ ctx, id }) => {
      const { id: customer } = await findReadable(ctx, "customer", id);
      return { items: (await listPromises(ctx, { customer })).map(presentPromise) };
    },
  }),
  endpoint({
    method: "get",
    path: "/customers/:id/timeline",
    summary: "Notes and changes of a customer, newest first",
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(100).default(20),
      cursor: z.string().max(1000).optional(),
    }),
    answer: page(activity),
    run: async ({ ctx, id, query }) => {
      const { activities, ...rest } = await getTimeline(ctx, id, query);
      return { items: activities.map(presentActivity), ...rest };
    },
  }),
  endpoint({
    method: "post",
    path: "/customers/:id/follow-ups",
    summary:
      "Write a note and set what comes next, both or neither; rings in the morning, or half an hour before `time`",
    body: z.strictObject({ ...toInput(followUp).omit({ customer: true }).shape, nextStep }),
    answer: recordAnswer("followUp"),
    status: 201,
    run: async ({ ctx, id, body: { nextStep: step, ...note } }) => {
      const made = await createFollowUpWithStep(ctx, { ...note, customer: id }, step);
      return showRecord(ctx, "followUp", made.followUp);
    },
  }),
];
