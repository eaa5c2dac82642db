import { computed, shallowRef } from "vue";
import type { RecyclingAnswer } from "../../../models/shared/contracts/pool";
import type { PoolRules } from "../../../models/shared/values/pool";
import { getPoolRules, rehearse, setPoolRules } from "../api/pool";
import { toFailure, type Failure } from "./failure";
import { useLoad } from "./useLoad";

/** The rules of the public pool while an admin changes them, and who would go by them. */
export function usePoolRulesForm() {
  const { data: loaded, loading, failure, reload } = useLoad(getPoolRules);
  const edited = shallowRef<PoolRules | null>(null);
  const refusal = shallowRef<Failure | null>(null);
  const busy = shallowRef(false);
  const rehearsal = shallowRef<RecyclingAnswer | null>(null);
  const rules = computed(() => edited.value ?? loaded.value?.value ?? null);

  function change(part: Partial<PoolRules>) {
    if (rules.value) edited.value = { ...rules.value, ...part };
    rehearsal.value = null;
  }

  async function attempt(work: () => Promise<void>) {
    busy.value = true;
    refusal.value = null;
    try {
      await work();
    } catch (error) {
      refusal.value = toFailure(error);
    } finally {
      busy.value = false;
    }
  }

  const save = () =>
    attempt(async () => {
      if (!edited.value || !loaded.value) return;
      loaded.value = await setPoolRules({ version: loaded.value.version, value: edited.value });
      edited.value = null;
    });

  const tryOut = () => attempt(async () => void (rehearsal.value = await rehearse(rules.value ?? undefined)));

  const isChanged = computed(() => edited.value !== null);
  return { rules, loading, failure, reload, refusal, busy, rehearsal, change, save, tryOut, isChanged };
}
