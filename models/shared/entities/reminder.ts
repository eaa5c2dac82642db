import { defineEntity, type RecordOf } from "../defineEntity";
import { choice, day, instant, managed, ref, required, text, time } from "../fields";

export const REMINDER_STATES = ["open", "done", "postponed", "dropped"] as const;

/** Something to do at a time; tells its owner in chat. */
export const reminder = defineEntity("reminder", {
  titleField: "text",
  fields: {
    customer: ref("customer", { filter: true }),
    text: required(text({ max: 200, list: true, search: "text" })),
    dueFrom: day({ list: true, filter: true }),
    dueTo: day({ list: true, filter: true }),
    time: time({ list: true }),
    remindAt: required(instant({ list: true, filter: true })),
    /** How it repeats, see `values/repeat`. */
    repeat: managed(text({ max: 80, list: true, plain: true })),
    /** The next one of a reminder that repeats, once it is set. */
    next: managed(ref("reminder")),
    state: managed(choice(REMINDER_STATES, { list: true, filter: true })),
    result: managed(text({ max: 500 })),
    remindedAt: managed(instant()),
  },
});
export type Reminder = RecordOf<typeof reminder>;
