import { defineRows } from "./defineRows";

/** What a company set for itself, one row a subject. A missing row means the defaults. */
export interface SettingRow {
  _id: string;
  version: number;
  value: object;
  updatedAt: Date;
}

export const Setting = defineRows<SettingRow>("setting", {
  paths: { version: { type: Number }, value: { type: Object }, updatedAt: { type: Date } },
  indexes: [],
});
