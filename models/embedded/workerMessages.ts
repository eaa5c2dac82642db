/** What the thread of a store is asked, and what it says. */
export interface WorkerData {
  dataDir: string;
}

export type ToWorker = { id: number; ask: "close" } | { id: number; ask: "backup"; toFolder: string };

export type FromWorker =
  | { say: "ready"; socketPath: string }
  | { say: "inUse" }
  | { say: "failed"; message: string }
  | { say: "log"; line: string }
  | { say: "done"; id: number }
  | { say: "refused"; id: number; message: string };
