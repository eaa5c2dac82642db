import { computed, shallowRef } from "vue";
import type { AssignmentRule, LeadRules } from "../../../models/shared/contracts/leads";
import { leadPages as t } from "../../../models/shared/text/zhCN/leadPages";
import { getLeadRules, setLeadRules } from "../api/leads";
import { toFailure, type Failure } from "./failure";
import { useLoad } from "./useLoad";

const MOST_RULES = 30;

/** Who gets which leads, while somebody changes it. */
export function useLeadRulesForm() {
  const { data: loaded, loading, failure, reload } = useLoad(getLeadRules);
  const edited = shallowRef<LeadRules | null>(null);
  const refusal = shallowRef<Failure | null>(null);
  const saving = shallowRef(false);
  const value = computed(() => edited.value ?? loaded.value?.value ?? null);
  const rules = () => value.value?.rules ?? [];

  function change(part: Partial<LeadRules>) {
    if (value.value) edited.value = { ...value.value, ...part };
  }

  const setRule = (index: number, rule: AssignmentRule) => change({ rules: rules().with(index, rule) });
  const removeRule = (index: number) => change({ rules: rules().filter((_, at) => at !== index) });

  function addRule() {
    const empty = { sources: [], regions: [], industries: [], people: [] };
    change({ rules: [...rules(), { name: t.rules.newName, ...empty, by: "turn", dailyCap: null }] });
  }

  function raiseRule(index: number) {
    const raised = rules()[index];
    const rest = rules().filter((_, at) => at !== index);
    if (raised) change({ rules: rest.toSpliced(index - 1, 0, raised) });
  }

  async function save() {
    if (!edited.value || !loaded.value) return;
    saving.value = true;
    refusal.value = null;
    try {
      loaded.value = await setLeadRules({ version: loaded.value.version, value: edited.value });
      edited.value = null;
    } catch (error) {
      refusal.value = toFailure(error);
    } finally {
      saving.value = false;
    }
  }

  return {
    ...{ value, loading, failure, reload, refusal, saving, save, change, setRule, removeRule, addRule, raiseRule },
    isChanged: computed(() => edited.value !== null),
    /** A rule for nobody gives nothing to anybody. */
    isWhole: computed(() => rules().every(({ name, people }) => name !== "" && people.length > 0)),
    canAdd: computed(() => rules().length < MOST_RULES),
  };
}
