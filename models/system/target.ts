import { defineRows } from "./defineRows";

/** What a person or a department is to sell in a month, quarter or year. Its id is `kind:subject:period`. */
export interface TargetRow {
  _id: string;
  version: number;
  kind: "person" | "department";
  subject: string;
  /** `2026-11`, `2026-Q4` or `2026`. */
  period: string;
  /** Fen. */
  amount: number;
  setBy: string;
  updatedAt: Date;
}

export const Target = defineRows<TargetRow>("target", {
  paths: {
    version: { type: Number },
    kind: { type: String },
    subject: { type: String },
    period: { type: String },
    amount: { type: Number },
    setBy: { type: String },
    updatedAt: { type: Date },
  },
  indexes: [[{ period: 1, kind: 1 }]],
});
