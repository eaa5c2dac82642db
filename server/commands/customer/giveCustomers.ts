import { models } from "../../../models";
import { entities } from "../../../models/shared/entities";
import type { Customer } from "../../../models/shared/entities/customer";
import { toRecord, type StoredRow } from "../../../models/storedRecord";
import type { Ctx } from "../../context";
import { saveMoved } from "../../events/saveWithEvent";
import type { Placement } from "./placement";

/** Customers that go in one transaction while others work: short enough that nobody waits. */
export const BATCH = 50;

interface Giving {
  limit: number;
  place: Placement;
  /** `entity.pastTense` */
  event: string;
}

/**
 * Moves so many of an owner's customers, each with what its owner has there and with its own event. Inside the caller's transaction.
 * @returns how many went: fewer than `limit` means that none is left
 */
export async function giveCustomers(
  ctx: Ctx,
  own: { owner: string } & Record<string, unknown>,
  { limit, place, event }: Giving,
): Promise<number> {
  const rows = await models.customer.find(own).sort({ _id: 1 }).limit(limit).lean<StoredRow[]>();
  const moves = rows.map((row) => ({ before: toRecord(entities.customer, row) as unknown as Customer, set: place }));
  await saveMoved(ctx, moves, { from: own.owner, to: place.owner, event });
  return moves.length;
}
