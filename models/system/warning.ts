import { defineRows } from "./defineRows";

/** Something one person is to be warned of. Waits until it may be told: at most three a day, then one line for the rest. */
export interface WarningRow {
  _id: string;
  /** The id of the card that tells it: told twice, the platform shows it once. */
  card: string;
  user: string;
  rule: string;
  run: string;
  whom: "owner" | "manager";
  entity: "customer" | "followUp" | "opportunity";
  recordId: string;
  customer: string;
  /** Since when the record stands as it does; a warning that no longer holds is dropped. Null for what happened once. */
  episode: string | null;
  /** Money at stake, in fen: the worst are told. */
  weight: number;
  dueAt: Date;
  state: "waiting" | "told" | "dropped";
  toldAt: Date | null;
}

export const Warning = defineRows<WarningRow>("warning", {
  paths: {
    card: { type: String },
    user: { type: String },
    rule: { type: String },
    run: { type: String },
    whom: { type: String },
    entity: { type: String },
    recordId: { type: String },
    customer: { type: String },
    episode: { type: String },
    weight: { type: Number },
    dueAt: { type: Date },
    state: { type: String },
    toldAt: { type: Date },
  },
  indexes: [[{ state: 1, dueAt: 1, _id: 1 }], [{ user: 1, state: 1, dueAt: 1 }], [{ run: 1 }]],
});

/** How many warnings somebody had on a day. Its id is `day:user`. */
export interface WarningDayRow {
  _id: string;
  told: number;
  /** Whether the line for the rest was said. */
  isSummed: boolean;
}

export const WarningDay = defineRows<WarningDayRow>("warningDay", {
  paths: { told: { type: Number }, isSummed: { type: Boolean } },
  indexes: [],
});
