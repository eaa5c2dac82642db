import { defineRows } from "./defineRows";

/** A chat group that is about one customer. The id is the platform's name and the group's id there. */
export interface GroupBindingRow {
  _id: string;
  customer: string;
  boundBy: string;
  at: Date;
}

export const GroupBinding = defineRows<GroupBindingRow>("groupBinding", {
  paths: { customer: { type: String }, boundBy: { type: String }, at: { type: Date } },
  indexes: [[{ customer: 1 }]],
});
