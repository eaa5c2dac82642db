import { defineEntity, type RecordOf } from "../defineEntity";
import { choice, instant, managed, money, number, ref, required, text } from "../fields";

export const APPROVAL_STATES = ["open", "approved", "refused", "withdrawn"] as const;
/** What a manager is asked to agree to: what a gate wants, or that a customer stays out of the public pool. */
export const APPROVAL_REASONS = ["amount", "discount", "protection"] as const;

/**
 * A manager is asked whether a deal may enter a stage, or a customer be protected for longer. It belongs to the owner of the deal or
 * the customer; a yes does what was asked.
 */
export const approval = defineEntity("approval", {
  titleField: "title",
  fields: {
    customer: managed(required(ref("customer"))),
    opportunity: managed(ref("opportunity", { filter: true })),
    title: managed(required(text({ max: 80, list: true }))),
    stage: managed(text({ max: 24, list: true, plain: true })),
    amount: managed(money({ list: true })),
    discount: managed(number({ min: 0, max: 100 })),
    /** Until when the customer would be protected. */
    until: managed(instant()),
    reason: managed(choice(APPROVAL_REASONS)),
    state: managed(choice(APPROVAL_STATES, { list: true, filter: true })),
    requestedBy: managed(text({ max: 24, plain: true })),
    decidedBy: managed(text({ max: 24, plain: true })),
    decidedAt: managed(instant()),
    note: managed(text({ max: 200 })),
  },
});
export type Approval = RecordOf<typeof approval>;
