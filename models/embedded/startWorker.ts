import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { StoreInUseError } from "./errors";
import type { ServedStore } from "./serveStore";
import type { FromWorker, ToWorker } from "./workerMessages";

/** Short-lived objects of the thread; the default lets 25 MB more of them lie about. */
const YOUNG_GENERATION_MB = 16;

export interface WorkerOptions {
  dataDir: string;
  log: (line: string) => void;
}

interface Question {
  resolve: () => void;
  reject: (error: Error) => void;
}

/** Serves a store from a thread of its own. @throws StoreInUseError */
export async function startWorker({ dataDir, log }: WorkerOptions): Promise<ServedStore> {
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB };
  const worker = new Worker(join(__dirname, "worker.js"), { workerData: { dataDir }, resourceLimits });
  const questions = new Map<number, Question>();
  let lastId = 0;
  const socketPath = await untilReady(worker, { dataDir, log });
  worker.on("message", (message: FromWorker) => settle(questions, message, log));
  worker.on("error", (error: Error) => {
    log(`the store's thread failed: ${error.message}`);
    for (const question of questions.values()) question.reject(error);
    // Without its store the process can do nothing right: let it end and be started again.
    throw error;
  });
  const ask = (message: DistributiveOmit<ToWorker, "id">): Promise<void> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      questions.set(id, { resolve, reject });
      worker.postMessage({ ...message, id });
    });
  return {
    socketPath,
    backup: (toFolder) => ask({ ask: "backup", toFolder }),
    close: async () => {
      await ask({ ask: "close" });
      await worker.terminate();
    },
  };
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

function untilReady(worker: Worker, { dataDir, log }: WorkerOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const listen = (message: FromWorker): void => {
      if (message.say === "log") return log(message.line);
      worker.off("message", listen);
      worker.off("error", reject);
      if (message.say === "ready") return resolve(message.socketPath);
      void worker.terminate();
      reject(message.say === "failed" ? new Error(message.message) : new StoreInUseError(dataDir));
    };
    worker.on("message", listen);
    worker.once("error", reject);
  });
}

function settle(questions: Map<number, Question>, message: FromWorker, log: (line: string) => void): void {
  switch (message.say) {
    case "log":
      log(message.line);
      return;
    case "done":
      questions.get(message.id)?.resolve();
      questions.delete(message.id);
      return;
    case "refused":
      questions.get(message.id)?.reject(new Error(message.message));
      questions.delete(message.id);
      return;
    case "ready":
    case "inUse":
    case "failed":
      // Said once, before anything can be asked.
      return;
  }
}
