import { isDuplicateKey } from "./isDuplicateKey";
import { retryOn } from "./retryOn";

/**
 * Reads and creates again when somebody else has created the same in between: `work` then finds what they made.
 * @param tries how often at most; the last refusal is thrown
 */
export const retryDuplicate = <T>(work: () => Promise<T>, tries = 2): Promise<T> =>
  retryOn(isDuplicateKey, work, tries);
