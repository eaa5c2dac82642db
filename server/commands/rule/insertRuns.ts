import { isDuplicateKey } from "../../../models/isDuplicateKey";
import { RuleRun, type RuleRunRow } from "../../../models/system/rule";

/** Notes that rules are to act; each once, whoever notices first. @returns how many are new */
export async function insertRuns(runs: readonly RuleRunRow[]): Promise<number> {
  let count = 0;
  for (const run of runs) {
    try {
      await RuleRun.insertMany([run], { lean: true });
      count++;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
  return count;
}
