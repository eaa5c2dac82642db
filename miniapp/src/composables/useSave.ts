import { computed, ref, shallowRef } from "vue";
import type { Problem } from "../../../models/shared/contracts/read";
import { RequestRefused } from "../api/problem";
import type { Failure } from "./failure";
import { useOutbox, type Submitted, type Write } from "./useOutbox";

export type Conflicts = NonNullable<Problem["conflicts"]>;

/** A form's way to the server: field errors beside their fields, conflicts to choose from, anything else as a sentence. */
export function useSave() {
  const outbox = useOutbox();
  const saving = ref(false);
  const problem = shallowRef<Problem | null>(null);
  const conflicts = shallowRef<Conflicts | null>(null);
  const fieldErrors = ref<Record<string, string>>({});

  function take(told: Problem) {
    conflicts.value = told.conflicts ?? null;
    fieldErrors.value = Object.fromEntries((told.errors ?? []).map((e) => [e.path.split(".")[0] ?? "", e.message]));
    problem.value = told.conflicts || told.errors?.length ? null : told;
  }

  /** Null when the server refused; the reason is then in `problem`, `fieldErrors` or `conflicts`. */
  async function save<T>(write: Write): Promise<Submitted<T> | null> {
    saving.value = true;
    problem.value = null;
    fieldErrors.value = {};
    try {
      return await outbox.submit<T>(write);
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      take(error.problem);
      return null;
    } finally {
      saving.value = false;
    }
  }

  /** The same for a form whose fields show no errors of their own. */
  const refusal = computed((): Failure | null => {
    if (problem.value)
      return { kind: "refused", detail: problem.value.detail, requestId: problem.value.requestId ?? "" };
    const why = Object.values(fieldErrors.value).join("；");
    return why ? { kind: "refused", detail: why, requestId: "" } : null;
  });

  return { saving, problem, conflicts, fieldErrors, refusal, save };
}
