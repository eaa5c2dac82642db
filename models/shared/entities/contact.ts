import { defineEntity, type RecordOf } from "../defineEntity";
import { personal, ref, required, text } from "../fields";

/** A person at a customer. */
export const contact = defineEntity("contact", {
  titleField: "name",
  fields: {
    customer: required(ref("customer", { filter: true })),
    name: required(text({ max: 40, list: true, search: "name" })),
    title: text({ max: 40, list: true }),
    phones: personal("phone", { many: true }),
    wechat: personal("wechat", { many: false }),
    email: personal("email", { many: false }),
  },
});
export type Contact = RecordOf<typeof contact>;
