import { AppError } from "../errors";

/** What somebody else changed in the same instant is looked at once more: then it is known what became of it. */
export async function retryStale<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "stale_version") throw error;
    return work();
  }
}
