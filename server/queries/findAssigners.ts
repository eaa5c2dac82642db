import { User } from "../../models/system/user";
import type { Actor } from "../context";
import { loadActor } from "../loadActor";
import { canAssignUnowned } from "../policies";

const LEADING = ["sales_manager", "director"] as const;

/** Who gives away leads that nobody has: the managers, or where there are none the directors. */
export async function findAssigners(now: Date): Promise<Actor[]> {
  for (const role of LEADING) {
    const users = await User.find({ roles: role, disabled: false }, { _id: 1 }).sort({ _id: 1 }).lean();
    const assigners: Actor[] = [];
    for (const { _id } of users) {
      const actor = await loadActor(_id, now);
      if (actor && canAssignUnowned(actor)) assigners.push(actor);
    }
    if (assigners.length > 0) return assigners;
  }
  return [];
}
