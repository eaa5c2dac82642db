import { defineRows } from "./defineRows";

/** A look at personal data by somebody who administers the installation. Changes are events already; looks leave none. */
export interface AuditEntryRow {
  _id: string;
  at: Date;
  actorId: string;
  entity: string;
  recordIds: string[];
  /** `app` or `chat`. */
  source: string;
}

export const AuditEntry = defineRows<AuditEntryRow>("auditEntry", {
  paths: {
    at: { type: Date },
    actorId: { type: String },
    entity: { type: String },
    recordIds: { type: [String] },
    source: { type: String },
  },
  indexes: [[{ at: -1, _id: -1 }], [{ recordIds: 1, at: -1 }]],
});
