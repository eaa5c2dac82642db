/** What every row that waits to be worked on carries. */
export interface QueueRow {
  _id: string;
  state: "queued" | "working" | "done" | "dead";
  /** Rows of one lane are worked one at a time and in order. */
  lane: string;
  /** True while this row keeps its lane to itself; a unique partial index allows one a lane. */
  holdsLane: boolean;
  /** A row in backoff gives its lane free at this time; once past, it does not hold it again. */
  holdUntil: Date | null;
  dueAt: Date;
  leaseUntil: Date | null;
  /** Grows with every claim. Whoever finishes must still hold the number they were given. */
  fence: number;
  /** Tries that came to an end, and the one under way. */
  attempts: number;
  /** Tries that ended with their worker: killed, or slower than the lease. */
  lapses: number;
  lastError: string | null;
  createdAt: Date;
}

export const queuePaths = {
  _id: { type: String },
  state: { type: String },
  lane: { type: String },
  holdsLane: { type: Boolean },
  holdUntil: { type: Date },
  dueAt: { type: Date },
  leaseUntil: { type: Date },
  fence: { type: Number },
  attempts: { type: Number },
  lapses: { type: Number },
  lastError: { type: String },
  createdAt: { type: Date },
};

export const newQueueRow = (row: { _id: string; lane: string; dueAt: Date }): QueueRow => ({
  ...row,
  state: "queued",
  holdsLane: false,
  holdUntil: null,
  leaseUntil: null,
  fence: 0,
  attempts: 0,
  lapses: 0,
  lastError: null,
  createdAt: row.dueAt,
});
