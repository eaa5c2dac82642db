import { defineEntity, type RecordOf } from "../defineEntity";
import { choice, instant, list, managed, money, number, personal, ref, required, text } from "../fields";

export const LEAD_STATES = ["new", "assigned", "working", "converted", "invalid"] as const;
export type LeadState = (typeof LEAD_STATES)[number];

/** Still to be worked on. */
export const OPEN_LEAD_STATES: readonly LeadState[] = ["new", "assigned", "working"];

/** Somebody who may become a customer. It becomes one by conversion, with a contact and a deal. */
export const lead = defineEntity("lead", {
  titleField: "name",
  fields: {
    /** The person. */
    name: required(text({ max: 40, list: true, search: "name" })),
    company: text({ max: 80, list: true, search: "name" }),
    title: text({ max: 40 }),
    phones: personal("phone", { many: true }),
    wechat: personal("wechat", { many: false }),
    email: personal("email", { many: false }),
    source: text({ max: 40, list: true, filter: true }),
    campaign: text({ max: 80, filter: true }),
    region: text({ max: 40, filter: true }),
    industry: text({ max: 40, filter: true }),
    budget: money({ list: true, filter: true }),
    /** What they said, as it came; what they say again is added below. */
    rawText: text({ max: 4000 }),
    state: managed(choice(LEAD_STATES, { list: true, filter: true })),
    score: managed(number({ min: 0, max: 100, list: true })),
    /** `reason:points`; see scoreLead. */
    reasons: managed(list({ max: 20 })),
    /** How often they came again. */
    repeats: managed(number({ min: 0, max: 1_000_000 })),
    lastAskedAt: managed(instant({ list: true, filter: true })),
    /** The door it came through, and what it is called beyond that door. */
    intake: managed(text({ max: 24, filter: true, plain: true })),
    externalId: managed(text({ max: 100, plain: true })),
    /** They agreed to be called, on the form they filled in. */
    consentAt: managed(instant()),
    assignedAt: managed(instant({ list: true, filter: true })),
    /** The first answer is due by then. */
    answerBy: managed(instant({ list: true, filter: true })),
    answeredAt: managed(instant()),
    remindedAt: managed(instant()),
    escalatedAt: managed(instant()),
    invalidReason: managed(text({ max: 200 })),
    /** Whom it asks for or became: set at the door when the house knows them, else by conversion. */
    customer: managed(ref("customer", { filter: true })),
    contact: managed(ref("contact")),
    opportunity: managed(ref("opportunity")),
    convertedAt: managed(instant({ filter: true })),
  },
});
export type Lead = RecordOf<typeof lead>;
