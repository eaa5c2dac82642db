import { newId } from "../../models/newId";
import type { Visit } from "../../models/shared/entities/visit";
import { defaultVisitText } from "../../models/shared/text/zhCN/visits";
import { dayOf } from "../../models/shared/values/day";
import { distanceBetween, toPoint } from "../../models/shared/values/point";

interface Told {
  customer: { id: string; name: string; latitude?: number | null; longitude?: number | null };
  contact: string | null;
  followUp: string;
  visitor: string;
  happenedAt: Date;
}

/** A house's number tells where on its road it stands. */
const STEP = 0.00008;
const ACCURACY = 30;

/** Every second one was checked in at the door, or across the road from it. */
function checkInAt({ customer, happenedAt }: Told): Partial<Visit> {
  const { latitude = null, longitude = null } = customer;
  const door = toPoint({ latitude, longitude });
  if (!door || happenedAt.getUTCDate() % 2 === 0) return {};
  const at = { latitude: door.latitude + (happenedAt.getUTCDate() % 9) * STEP, longitude: door.longitude };
  const distance = distanceBetween(at, door);
  const made = {
    checkedInAt: happenedAt,
    checkInSentAt: happenedAt,
    positionSource: "client",
    accuracy: ACCURACY,
  } as const;
  return { ...at, ...made, distance, checkIn: "near" };
}

/** The visit that a note tells of. */
export function writeVisit(told: Told): Partial<Visit> & { id: string } {
  const { customer, contact, followUp, visitor, happenedAt } = told;
  return {
    ...{ id: newId(), customer: customer.id, contact, followUp, visitor },
    text: defaultVisitText({ kind: null, aliases: [], ...customer }),
    state: "done",
    visitedOn: dayOf(happenedAt),
    ...checkInAt(told),
  };
}
