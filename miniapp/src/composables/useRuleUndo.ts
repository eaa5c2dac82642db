import { shallowRef } from "vue";
import { undoRuleRun } from "../api/rules";
import { toFailure, type Failure } from "./failure";
import { noteWrite } from "./useWrites";

/** Takes back what a rule did. */
export function useRuleUndo() {
  const refusal = shallowRef<Failure | null>(null);

  async function undoRule(run: string) {
    refusal.value = null;
    await undoRuleRun(run).catch((error: unknown) => (refusal.value = toFailure(error)));
    noteWrite();
  }

  return { refusal, undoRule };
}
