import { dayOf } from "../../models/shared/values/day";

const SHANGHAI_OFFSET = 8 * 3_600_000;

/** ISO 8601 with China's offset: `2026-03-12T09:00:00.000+08:00`. */
export const presentInstant = (at: Date): string =>
  `${dayOf(at)}T${new Date(at.getTime() + SHANGHAI_OFFSET).toISOString().slice(11, 23)}+08:00`;

/** A value of a record as JSON carries it. */
export const presentValue = (value: unknown): unknown =>
  value instanceof Date ? presentInstant(value) : (value ?? null);
