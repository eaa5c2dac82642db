import { defineEntity, type RecordOf } from "../defineEntity";
import { choice, instant, managed, money, number, ref, required, text } from "../fields";

export const APPROVAL_STATES = ["open", "approved", "refused", "withdrawn"] as const;
/** What a gate wants a manager to agree to. */
export const APPROVAL_REASONS = ["amount", "discount"] as const;

/** A manager is asked whether a deal may enter a stage. It belongs to the deal's owner; the answer moves the deal. */
export const approval = defineEntity("approval", {
  titleField: "title",
  fields: {
    customer: managed(required(ref("customer"))),
    opportunity: managed(required(ref("opportunity", { filter: true }))),
    title: managed(required(text({ max: 80, list: true }))),
    stage: managed(required(text({ max: 24, list: true }))),
    amount: managed(money({ list: true })),
    discount: managed(number({ min: 0, max: 100 })),
    reason: managed(choice(APPROVAL_REASONS)),
    state: managed(choice(APPROVAL_STATES, { list: true, filter: true })),
    requestedBy: managed(text({ max: 24 })),
    decidedBy: managed(text({ max: 24 })),
    decidedAt: managed(instant()),
    note: managed(text({ max: 200, redact: true })),
  },
});
export type Approval = RecordOf<typeof approval>;
