import { User } from "../../models/system/user";
import type { Actor } from "../context";
import { loadActor } from "../loadActor";
import { canDecideFor } from "../policies";

const LEADING = ["sales_manager", "director"] as const;

/**
 * Who leads the owner of a record: their managers, or where there are none the directors above them.
 * @returns nobody when nobody does
 */
export async function findDeciders(owner: string, now: Date): Promise<Actor[]> {
  for (const role of LEADING) {
    const users = await User.find({ roles: role, disabled: false, _id: { $ne: owner } }, { _id: 1 }).lean();
    const deciders: Actor[] = [];
    for (const { _id } of users) {
      const actor = await loadActor(_id, now);
      if (actor && canDecideFor(actor, { owner })) deciders.push(actor);
    }
    if (deciders.length > 0) return deciders;
  }
  return [];
}
