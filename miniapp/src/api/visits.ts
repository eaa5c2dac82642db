import type { NearbyCustomer, Position, VisitStats } from "../../../models/shared/contracts/visits";
import type { Versioned } from "../../../models/shared/contracts/versioned";
import type { CheckInLimits } from "../../../models/shared/values/point";
import { request } from "./client";
import { read } from "./readCache";
import { withQuery } from "./records";
import type { Query } from "./types";

export const getVisitStats = (query: Query) => read<VisitStats>(withQuery("/reports/visits", query));

export const CHECK_IN_LIMITS = "/check-in-limits";
export const getCheckInLimits = () => read<Versioned<CheckInLimits>>(CHECK_IN_LIMITS);

/** Past the cache: where one is now is nobody's yesterday. */
export const getNearby = ({ latitude, longitude, system }: Position, metres: string) =>
  request<{ items: NearbyCustomer[] }>(
    "GET",
    withQuery("/customers/nearby", { latitude, longitude, system, metres, limit: 30 }),
  );

/** Keeps a photo; it hangs nowhere yet. */
export const keepPhoto = (photo: Blob, key: string) => request<{ id: string }>("POST", "/files", { body: photo, key });
