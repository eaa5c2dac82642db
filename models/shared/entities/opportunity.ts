import { defineEntity, type RecordOf } from "../defineEntity";
import { day, instant, list, managed, money, number, ref, required, text } from "../fields";

/** A deal in the making. */
export const opportunity = defineEntity("opportunity", {
  titleField: "name",
  fields: {
    customer: required(ref("customer", { filter: true })),
    contact: ref("contact"),
    name: required(text({ max: 80, list: true, search: "name" })),
    amount: money({ list: true, filter: true }),
    amountMin: money(),
    amountMax: money(),
    /** Percent off the list price. */
    discount: number({ min: 0, max: 100 }),
    /** A key of the pipeline, or `won`, or `lost`. */
    stage: text({ max: 24, list: true, filter: true, plain: true }),
    stageChangedAt: managed(instant({ list: true, filter: true })),
    /** Percent; null follows the stage. */
    probability: number({ min: 0, max: 100 }),
    expectedCloseOn: day({ list: true, filter: true }),
    competitors: list({ max: 10 }),
    lossReason: text({ max: 200 }),
    /** The open stage a deal was won or lost from. */
    closedFrom: managed(text({ max: 24, plain: true })),
    /** Set while the deal is put aside; the day it comes back may be open. */
    onHoldSince: managed(instant({ filter: true })),
    onHoldUntil: managed(day()),
  },
});
export type Opportunity = RecordOf<typeof opportunity>;
