import { entities } from "../../models/shared/entities";
import type { FollowUp } from "../../models/shared/entities/followUp";
import type { OutboxRow } from "../../models/system/outboxEvent";

/** One moment of a customer: a note, or something that happened to one of its records. */
export type Moment = { at: Date; id: string } & ({ followUp: FollowUp } | { event: OutboxRow });

/** A note stands for its own creation; contact dates are bookkeeping; what was undone is as if it had not been. */
export const UNSHOWN = [
  "followUp.created",
  "customer.contacted",
  // A planned visit tells of its reminder, and a note of the visit it is of.
  "reminder.planned",
  "visit.noted",
  ...Object.keys(entities).flatMap((entity) => [`${entity}.undone`, `${entity}.restored`]),
];
