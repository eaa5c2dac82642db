import { z } from "zod";
import { checkInLimitsSchema, position, nearbyCustomer, visitStats } from "../../models/shared/contracts/visits";
import { daySchema, idSchema } from "../../models/shared/defineEntity";
import { dayOf, firstOfMonth } from "../../models/shared/values/day";
import { changeSetting } from "../commands/setting/changeSetting";
import { cancelVisit } from "../commands/visit/cancelVisit";
import { checkIn } from "../commands/visit/checkIn";
import { recordVisit } from "../commands/visit/recordVisit";
import type { Ctx } from "../context";
import { toStoredPoint } from "../position";
import { presentInstant } from "../presenters/presentInstant";
import { nearbyCustomers } from "../queries/nearbyCustomers";
import { checkInSetting, readSetting } from "../queries/readSetting";
import { readVisitStats } from "../queries/readVisitStats";
import { endpoint, type Endpoint } from "./endpoint";
import { inOrder } from "./inOrder";
import { recordAnswer, showRecord } from "./showRecords";

const instant = z.iso.datetime({ offset: true }).transform((value) => new Date(value));
const degrees = (most: number) => z.coerce.number().min(-most).max(most);

const around = z.strictObject({
  latitude: degrees(90),
  longitude: degrees(180),
  system: z.enum(["wgs84", "gcj02"]).default("gcj02"),
  metres: z.coerce.number().int().min(100).max(200_000).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

async function listNearby(ctx: Ctx, { metres, limit, ...at }: z.output<typeof around>) {
  const centre = toStoredPoint({ ...at, accuracy: null, source: "browser" });
  const found = await nearbyCustomers(ctx, centre, { limit, metres });
  return {
    items: found.map(({ customer, distance }) => ({
      ...{ id: customer.id, name: customer.name, level: customer.level, address: customer.address, distance },
      lastContactAt: customer.lastContactAt && presentInstant(customer.lastContactAt),
    })),
  };
}

const versionedLimits = z.strictObject({ version: z.int().min(0), value: checkInLimitsSchema });

/** Going to see customers: where they are, that one was there, what came of it. */
export const visitRoutes: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/customers/nearby",
    summary: "The caller's customers nearest to a point, nearest first, with the metres to them",
    query: around,
    answer: z.object({ items: z.array(nearbyCustomer) }),
    run: ({ ctx, query }) => listNearby(ctx, query),
  }),
  endpoint({
    method: "get",
    path: "/check-in-limits",
    summary: "From how many metres on a check-in counts as far from the customer",
    answer: versionedLimits,
    run: () => readSetting(checkInSetting),
  }),
  endpoint({
    method: "patch",
    path: "/check-in-limits",
    summary: "Set it; carries the version it read",
    body: versionedLimits,
    answer: versionedLimits,
    run: ({ ctx, body }) => changeSetting(ctx, checkInSetting, body),
  }),
  endpoint({
    method: "post",
    path: "/customers/:id/check-in",
    summary:
      "Check in at a customer: for the visit named, for today's, or for a new one; the distance is worked out here. `X-Sent-At` tells the phone's clock beside `at`",
    body: z.strictObject({
      visit: idSchema.optional(),
      position: position.nullable(),
      at: instant.optional(),
      place: z.string().trim().max(200).nullable().optional(),
      files: z.array(idSchema).max(9).optional(),
    }),
    answer: recordAnswer("visit"),
    run: async ({ ctx, http, id, body }) => {
      const sentAt = instant.safeParse(http.get("X-Sent-At")).data;
      return showRecord(ctx, "visit", await checkIn(ctx, { customer: id, ...body, sentAt }));
    },
  }),
  endpoint({
    method: "post",
    path: "/visits/:id/record",
    summary: "Write what came of a visit: a follow-up by the method `visit`, linked to it",
    body: z.strictObject({
      content: z.string().trim().min(1).max(5000),
      contact: idSchema.nullable().optional(),
      happenedAt: instant.optional(),
    }),
    answer: recordAnswer("visit"),
    run: async ({ ctx, id, body }) => showRecord(ctx, "visit", (await recordVisit(ctx, { id, ...body })).visit),
  }),
  endpoint({
    method: "post",
    path: "/visits/:id/cancel",
    summary: "A visit that will not take place; its reminder is dropped",
    body: z.strictObject({}),
    answer: recordAnswer("visit"),
    run: async ({ ctx, id }) => showRecord(ctx, "visit", await cancelVisit(ctx, { id })),
  }),
  endpoint({
    method: "get",
    path: "/reports/visits",
    summary: "Visits of a period: planned, done, customers, average distance, without check-in; this month unless said",
    query: z.strictObject({
      from: daySchema.optional(),
      to: daySchema.optional(),
      whose: z.union([z.literal("team"), idSchema]).optional(),
    }),
    answer: visitStats,
    run: ({ ctx, query }) => {
      const today = dayOf(ctx.now);
      const { from = firstOfMonth(today), to = today, whose } = query;
      return readVisitStats(ctx, inOrder({ from, to, whose }));
    },
  }),
];
