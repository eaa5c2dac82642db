/** A place on the maps used in China (GCJ-02), in degrees: whatever is stored or compared is in this one system. */
export interface Point {
  latitude: number;
  longitude: number;
}

/** Metres; the mean radius of the earth. */
const RADIUS = 6_371_008.8;
const METRES_PER_DEGREE = (Math.PI * RADIUS) / 180;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Metres on the great circle (haversine), whole. */
export function distanceBetween(a: Point, b: Point): number {
  const sin = (degrees: number) => Math.sin(radians(degrees) / 2) ** 2;
  const height =
    sin(b.latitude - a.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * sin(b.longitude - a.longitude);
  return Math.round(2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(height))));
}

/** The degrees within which everything lies that is so many metres away. */
export function boxAround({ latitude, longitude }: Point, metres: number) {
  const high = metres / METRES_PER_DEGREE;
  const wide = high / Math.max(0.01, Math.cos(radians(latitude)));
  return { south: latitude - high, north: latitude + high, west: longitude - wide, east: longitude + wide };
}

/** A point when both halves of it are there. */
export const toPoint = ({
  latitude,
  longitude,
}: {
  latitude: number | null;
  longitude: number | null;
}): Point | null => (latitude === null || longitude === null ? null : { latitude, longitude });

/** What a company says of check-ins. */
export interface CheckInLimits {
  /** Further away than this, beyond what the phone is unsure of, is somewhere else. */
  farMetres: number;
}

/** Until an admin says otherwise. */
export const DEFAULT_CHECK_IN_LIMITS: CheckInLimits = { farMetres: 500 };

export const isFar = (distance: number, accuracy: number | null, { farMetres }: CheckInLimits) =>
  distance - (accuracy ?? 0) > farMetres;

/** A check-in that came so much later than it was made was sent after the fact. */
const LATE_MS = 5 * 60_000;

export const isSentLate = (madeAt: Date, sentAt: Date) => sentAt.getTime() - madeAt.getTime() > LATE_MS;
