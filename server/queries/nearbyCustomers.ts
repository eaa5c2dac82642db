import { models } from "../../models";
import type { Customer } from "../../models/shared/entities/customer";
import { boxAround, distanceBetween, toPoint, type Point } from "../../models/shared/values/point";
import type { StoredRow } from "../../models/storedRecord";
import type { Ctx } from "../context";
import { readable } from "./readable";
import { toVisible } from "./toVisible";

export interface Nearby {
  customer: Customer;
  /** Metres. */
  distance: number;
}

/** Wider and wider, so that a city full of customers is not read for the ten next door. */
const STEPS = [1_000, 5_000, 20_000, 50_000];
const MOST_IN_A_BOX = 2_000;

async function within(ctx: Ctx, centre: Point, metres: number): Promise<Nearby[]> {
  const { south, north, west, east } = boxAround(centre, metres);
  const box = { latitude: { $gte: south, $lte: north }, longitude: { $gte: west, $lte: east } };
  // Where a customer is, is told to who may see how to reach them.
  const rows = await models.customer
    .find({ $and: [readable(ctx, "customer", "contact"), box] }, { searchKeys: 0, searchText: 0 })
    .limit(MOST_IN_A_BOX)
    .lean<StoredRow[]>();
  return rows.map(toVisible(ctx, "customer")).flatMap((customer) => {
    const point = toPoint(customer);
    const distance = point ? distanceBetween(centre, point) : Infinity;
    return distance <= metres ? [{ customer, distance }] : [];
  });
}

/** The customers in the actor's reach that lie nearest to a point, nearest first: a box by index, then the distance. */
export async function nearbyCustomers(
  ctx: Ctx,
  centre: Point,
  { limit, metres = STEPS.at(-1) ?? 0 }: { limit: number; metres?: number | undefined },
): Promise<Nearby[]> {
  let found: Nearby[] = [];
  for (const step of [...STEPS.filter((one) => one < metres), metres]) {
    found = await within(ctx, centre, step);
    if (found.length >= limit) break;
  }
  return found.toSorted((a, b) => a.distance - b.distance || (a.customer.id < b.customer.id ? -1 : 1)).slice(0, limit);
}
