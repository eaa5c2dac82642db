import { z } from "zod";
import { POSITION_SOURCES } from "../entities/visit";
import type { CheckInLimits } from "../values/point";
import { person } from "./read";

/** Where a phone says it is. `system`: browsers and satellites speak WGS-84, maps and chat apps in China GCJ-02. */
export const position = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracy: z.number().min(0).max(1_000_000).nullable().default(null),
  system: z.enum(["wgs84", "gcj02"]),
  source: z.enum(POSITION_SOURCES),
});
export type Position = z.infer<typeof position>;

export const checkInLimitsSchema: z.ZodType<CheckInLimits> = z.strictObject({
  farMetres: z.int().min(50).max(50_000),
});

/** What the JSON of a visit shows beside its own fields. */
export const visitExtras = {
  visitorName: z.string().nullable(),
  /** The check-in was sent long after it was made. */
  isSentLate: z.boolean(),
  files: z.array(z.object({ id: z.string(), kind: z.enum(["image", "voice", "file"]) })),
};

const tally = {
  /** Visits agreed for these days, whatever became of them but cancelled. */
  planned: z.int(),
  /** Visits that took place on these days. */
  done: z.int(),
  /** Different customers among those. */
  customers: z.int(),
  /** Done without a check-in. */
  withoutCheckIn: z.int(),
  /** Checked in far from the customer. */
  far: z.int(),
  /** Metres between check-ins and customers, on average; null when none could be compared. */
  averageDistance: z.int().nullable(),
};
export const visitTally = z.object(tally);
export type VisitTally = z.infer<typeof visitTally>;

/** Visits of a period; `whose` is null for everybody the caller may see, who then are the `members`. */
export const visitStats = z.object({
  from: z.string(),
  to: z.string(),
  whose: person.nullable(),
  hasTeam: z.boolean(),
  total: visitTally,
  members: z.array(person.extend(tally)),
});
export type VisitStats = z.infer<typeof visitStats>;

export const nearbyCustomer = z.object({
  id: z.string(),
  name: z.string(),
  level: z.string().nullable(),
  address: z.string().nullable(),
  /** Metres. */
  distance: z.int(),
  lastContactAt: z.string().nullable(),
});
export type NearbyCustomer = z.infer<typeof nearbyCustomer>;
