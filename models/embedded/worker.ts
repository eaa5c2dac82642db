import { parentPort, workerData } from "node:worker_threads";
import { StoreInUseError } from "./errors";
import type { ServedStore } from "./serveStore";
import { serveStore } from "./serveStore";
import type { FromWorker, ToWorker, WorkerData } from "./workerMessages";

/** The thread that serves a store, so that a large aggregation does not hold the web server up. */
async function main(): Promise<void> {
  const { dataDir } = workerData as WorkerData;
  try {
    const store = await serveStore({ dataDir, log: (line) => tell({ say: "log", line }), now: () => new Date() });
    parentPort?.on("message", (message: ToWorker) => void obey(store, message));
    tell({ say: "ready", socketPath: store.socketPath });
  } catch (error) {
    tell(error instanceof StoreInUseError ? { say: "inUse" } : { say: "failed", message: messageOf(error) });
  }
}

async function obey(store: ServedStore, message: ToWorker): Promise<void> {
  try {
    if (message.ask === "close") await store.close();
    else await store.backup(message.toFolder);
    tell({ say: "done", id: message.id });
  } catch (error) {
    tell({ say: "refused", id: message.id, message: messageOf(error) });
  }
}

function tell(message: FromWorker): void {
  parentPort?.postMessage(message);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

void main();
