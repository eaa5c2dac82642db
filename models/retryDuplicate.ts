import { isDuplicateKey } from "./isDuplicateKey";

/**
 * Reads and creates again when somebody else has created the same in between: `work` then finds what they made.
 * @param tries how often at most; the last refusal is thrown
 */
export async function retryDuplicate<T>(work: () => Promise<T>, tries = 2): Promise<T> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !isDuplicateKey(error)) throw error;
    }
  }
}
