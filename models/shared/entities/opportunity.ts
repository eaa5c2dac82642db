import { defineEntity, type RecordOf } from "../defineEntity";
import { choice, day, instant, managed, money, ref, required, text } from "../fields";
import { STAGES } from "../values/stage";

/** A deal in the making. */
export const opportunity = defineEntity("opportunity", {
  titleField: "name",
  fields: {
    customer: required(ref("customer", { filter: true })),
    name: required(text({ max: 80, list: true, search: "name" })),
    amount: money({ list: true, filter: true }),
    amountMin: money(),
    amountMax: money(),
    stage: choice(STAGES, { list: true, filter: true }),
    stageChangedAt: managed(instant({ list: true, filter: true })),
    expectedCloseOn: day({ list: true, filter: true }),
    lossReason: text({ max: 200 }),
    onHoldUntil: day(),
  },
});
export type Opportunity = RecordOf<typeof opportunity>;
