import { defineRows } from "./defineRows";

/** One scheduled run of a job. Its id is `name@instant`: the insert decides which process runs it. */
export interface JobRunRow {
  _id: string;
  name: string;
  scheduledAt: Date;
  state: "running" | "done" | "failed";
  leaseUntil: Date;
  error: string | null;
}

export const JobRun = defineRows<JobRunRow>("jobRun", {
  paths: {
    name: { type: String },
    scheduledAt: { type: Date },
    state: { type: String },
    leaseUntil: { type: Date },
    error: { type: String },
  },
  indexes: [[{ scheduledAt: 1 }]],
});
