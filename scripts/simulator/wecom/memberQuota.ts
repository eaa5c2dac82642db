import type { SimulatorClock } from "../types";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Counts what one member gets: over 30 a minute or 1000 an hour WeCom drops in silence (document/path/90312). */
export function createMemberQuota(clock: SimulatorClock): (userId: string) => boolean {
  const deliveries = new Map<string, number[]>();
  return (userId) => {
    const now = clock.now().getTime();
    const recent = (deliveries.get(userId) ?? []).filter((at) => now - at < HOUR_MS);
    const inMinute = recent.filter((at) => now - at < MINUTE_MS).length;
    const isAllowed = inMinute < 30 && recent.length < 1000;
    deliveries.set(userId, isAllowed ? [...recent, now] : recent);
    return isAllowed;
  };
}
