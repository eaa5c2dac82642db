import { OutboxEvent, type OutboxRow } from "../../models/system/outboxEvent";
import type { Ctx } from "../context";
import { AppError } from "../errors";
import { covers, readScope } from "../policies/scope";
import { describeActivities, type DescribedActivity } from "./describeActivities";
import { findReadable } from "./findReadable";
import { UNSHOWN } from "./moment";

const MOST = 100;

/**
 * What happened to a lead, newest first.
 * @throws AppError `not_found`, `forbidden` for those who see only what it is called
 */
export async function getLeadHistory(ctx: Ctx, id: string): Promise<DescribedActivity[]> {
  const lead = await findReadable(ctx, "lead", id);
  if (!covers(readScope(ctx.actor, "lead", "internal"), lead)) throw new AppError("forbidden");
  const events = await OutboxEvent.find({ recordId: id, undoneAt: null, name: { $nin: UNSHOWN } })
    .sort({ at: -1, _id: -1 })
    .limit(MOST)
    .lean<OutboxRow[]>();
  // No customer's note stands for any of these: here each is told.
  return describeActivities(
    ctx,
    "",
    events.map((event) => ({ at: event.at, id: event._id, event })),
  );
}
