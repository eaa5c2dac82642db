import type { Customer } from "../../models/shared/entities/customer";
import type { Reminder } from "../../models/shared/entities/reminder";
import type { Visit } from "../../models/shared/entities/visit";
import { createRecord } from "../../server/commands/records";
import { planVisit } from "../../server/commands/visit/planVisit";
import type { Ctx } from "../../server/context";
import { goesToSee } from "../../server/extractor/rules/intents/visits";
import { findReadable } from "../../server/queries/findReadable";
import type { Step } from "./steps";

export interface WrittenStep {
  reminder: Reminder;
  /** Set where the step is to go and see the customer: then the reminder is the visit's. */
  visit: Visit | null;
}

type Agreed = Pick<Step, "text" | "due" | "repeat"> & { remindAt: Date };

const LONGEST = 200;

/** A step that names a day of its own for going there; a span, a deadline or something that repeats stays a reminder. */
const isVisit = ({ text, due, repeat }: Agreed): boolean =>
  due !== null && due.from === due.to && due.kind !== "deadline" && repeat === null && goesToSee(text);

const NO_DAY = { from: null, to: null, time: null };

/** Stores a next step: a visit with its reminder, or a reminder. One thing is told of once. */
export async function writeStep(
  ctx: Ctx,
  step: Agreed,
  { customer, contact }: { customer: Pick<Customer, "id"> | null; contact: { id: string } | null },
): Promise<WrittenStep> {
  const { repeat, remindAt } = step;
  const { from, to, time } = step.due ?? NO_DAY;
  const text = step.text.slice(0, LONGEST);
  if (customer && isVisit(step)) {
    const party = { customer: customer.id, contact: contact && contact.id };
    const visit = await planVisit(ctx, { ...party, text, plannedOn: from, time, remindAt });
    return { visit, reminder: await findReadable(ctx, "reminder", String(visit.reminder)) };
  }
  const due = { dueFrom: from, dueTo: to, time };
  const about = { customer: customer && customer.id, text };
  return { reminder: await createRecord(ctx, "reminder", { ...about, ...due, remindAt, repeat }), visit: null };
}
