import { computed, shallowRef } from "vue";
import type { RecyclingAnswer } from "../../../models/shared/contracts/pool";
import { poolPages } from "../../../models/shared/text/zhCN/poolPages";
import type { PoolRules } from "../../../models/shared/values/pool";
import { getPoolRules, POOL_RULES, rehearse } from "../api/pool";
import { toFailure, type Failure } from "./failure";
import { useSettingForm } from "./useSettingForm";

/** The rules of the public pool while an admin changes them, and who would go by them. */
export function usePoolRulesForm() {
  const form = useSettingForm({ get: getPoolRules, path: POOL_RULES, label: poolPages.rulesTitle });
  const unrehearsed = shallowRef<Failure | null>(null);
  const rehearsing = shallowRef(false);
  const rehearsal = shallowRef<RecyclingAnswer | null>(null);

  function change(part: Partial<PoolRules>) {
    form.change(part);
    rehearsal.value = null;
  }

  async function tryOut() {
    rehearsing.value = true;
    unrehearsed.value = null;
    try {
      rehearsal.value = await rehearse(form.value.value ?? undefined);
    } catch (error) {
      unrehearsed.value = toFailure(error);
    } finally {
      rehearsing.value = false;
    }
  }

  function save() {
    // That nobody could tell who would go is no news of the saving.
    unrehearsed.value = null;
    return form.save();
  }

  const { value: rules, loading, failure, reload, saving, isChanged } = form;
  const busy = computed(() => saving.value || rehearsing.value);
  const refusal = computed(() => form.refusal.value ?? unrehearsed.value);
  return { rules, loading, failure, reload, refusal, busy, rehearsal, change, save, tryOut, isChanged };
}
