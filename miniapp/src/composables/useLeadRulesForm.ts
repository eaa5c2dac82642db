import { computed } from "vue";
import type { AssignmentRule } from "../../../models/shared/contracts/leads";
import { leadPages as t } from "../../../models/shared/text/zhCN/leadPages";
import { getLeadRules, LEAD_RULES } from "../api/leads";
import { useSettingForm } from "./useSettingForm";

const MOST_RULES = 30;

/** Who gets which leads, while somebody changes it. */
export function useLeadRulesForm() {
  const form = useSettingForm({ get: getLeadRules, path: LEAD_RULES, label: t.titles.rules });
  const { value, change } = form;
  const rules = () => value.value?.rules ?? [];

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

  return {
    ...form,
    ...{ setRule, removeRule, addRule, raiseRule },
    /** A rule for nobody gives nothing to anybody. */
    isWhole: computed(() => rules().every(({ name, people }) => name !== "" && people.length > 0)),
    canAdd: computed(() => rules().length < MOST_RULES),
  };
}
