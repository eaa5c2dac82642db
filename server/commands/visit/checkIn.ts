import type { Position } from "../../../models/shared/contracts/visits";
import type { Customer } from "../../../models/shared/entities/customer";
import { isOpenForCheckIn, type Visit } from "../../../models/shared/entities/visit";
import { defaultVisitText } from "../../../models/shared/text/zhCN/visits";
import { dayOf } from "../../../models/shared/values/day";
import { distanceBetween, isFar, toPoint, type CheckInLimits } from "../../../models/shared/values/point";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError } from "../../errors";
import { saveWithEvent } from "../../events/saveWithEvent";
import { toStoredPoint } from "../../position";
import { authorize, authorizeCreate } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { findVisitOn } from "../../queries/findVisits";
import { readCheckInLimits } from "../../queries/readSetting";
import { attachFiles } from "../file/attachFiles";
import { closeReminder } from "./visitReminder";

export interface CheckInInput {
  customer: string;
  /** The visit meant; left out, today's of that customer or a new one. */
  visit?: string | undefined;
  /** Null when the phone has none or may not tell it. */
  position: Position | null;
  /** When it was made, where it could not be sent at once. */
  at?: Date | undefined;
  /** What the phone's clock said when it sent this. */
  sentAt?: Date | undefined;
  place?: string | null | undefined;
  files?: string[] | undefined;
}

/** A phone without a network keeps a check-in; nobody is without one for longer. */
const OLDEST_MS = 7 * 86_400_000;

/**
 * How long ago it was made, by the phone's own clock: that may be wrong, but is as wrong when it sends.
 * @throws AppError `invalid_input` for a time ahead or too long ago
 */
function madeAt({ now }: Ctx, { at, sentAt = now }: CheckInInput): Date {
  if (!at) return now;
  const age = sentAt.getTime() - at.getTime();
  const refuse = (code: string) => new AppError("invalid_input", { errors: [{ path: "at", code, message: "at" }] });
  if (age < 0) throw refuse("in_future");
  if (age > OLDEST_MS) throw refuse("too_old");
  return new Date(now.getTime() - age);
}

function locate(customer: Customer, { position, place = null }: CheckInInput, limits: CheckInLimits) {
  if (!position) return { checkIn: "noPosition", place } as const;
  const point = toStoredPoint(position);
  const { accuracy, source: positionSource } = position;
  const at = { ...point, accuracy, positionSource, place };
  const target = toPoint(customer);
  if (!target) return { ...at, checkIn: "noPoint" } as const;
  const distance = distanceBetween(point, target);
  return { ...at, distance, checkIn: isFar(distance, accuracy, limits) ? "far" : "near" } as const;
}

/**
 * The actor is at a customer: that visit took place. The distance to the customer's point is worked out here; one far away, without a
 * position or sent after the fact is kept and says so.
 *
 * @throws AppError `already_settled` when it was made before, `invalid_input` for a time ahead or too long ago
 */
export async function checkIn(ctx: Ctx, input: CheckInInput): Promise<Visit> {
  authorizeCreate(ctx.actor, "visit");
  return withTransaction(async () => {
    const customer = await findReadable(ctx, "customer", input.customer);
    authorize(ctx.actor, "update", { entity: "customer", record: customer });
    const at = madeAt(ctx, input);
    const before = input.visit
      ? await findReadable(ctx, "visit", input.visit)
      : await findVisitOn(ctx, customer.id, dayOf(at));
    if (before && (!isOpenForCheckIn(before) || before.customer !== customer.id)) throw new AppError("already_settled");
    if (before) authorize(ctx.actor, "checkIn", { entity: "visit", record: before });
    if (before) await closeReminder(ctx, before, "done");
    const place = { customer: customer.id, owner: customer.owner, isKey: customer.isKey, visitor: ctx.actor.id };
    const made = before ? {} : { ...place, text: defaultVisitText(customer) };
    const when = { state: "done", visitedOn: dayOf(at), checkedInAt: at, checkInSentAt: ctx.now } as const;
    const set = { ...made, ...when, ...locate(customer, input, await readCheckInLimits()) };
    const visit = await saveWithEvent(ctx, "visit", { before, set, event: "visit.checkedIn" });
    await attachFiles(ctx, { files: input.files ?? [], visit: visit.id });
    return visit;
  });
}
