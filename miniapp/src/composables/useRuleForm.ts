import { computed, shallowRef, watch } from "vue";
import { useRouter } from "vue-router";
import type { Rehearsal } from "../../../models/shared/contracts/rules";
import type { RuleSpec } from "../../../models/shared/values/rules";
import { createRule, deleteRule, getRule, rehearseRule, updateRule } from "../api/rules";
import { emptyRule, isWhole, keptConditions } from "../format/rules";
import { toFailure, type Failure } from "./failure";
import { useLoad } from "./useLoad";
import { noteWrite } from "./useWrites";

/** How a rule is kept: off, on from now, or on for what fits already as well. */
export type Keeping = "off" | "fromNow" | "withBacklog";

const switches = {
  off: { active: false },
  fromNow: { active: true, backlog: false },
  withBacklog: { active: true, backlog: true },
};

/** A rule while an admin writes it; nothing happens before it is kept. */
export function useRuleForm(id: string | null) {
  const router = useRouter();
  const { data: loaded, loading, failure, reload } = useLoad(async () => (id ? getRule(id) : null));
  const edited = shallowRef<RuleSpec | null>(id ? null : emptyRule());
  const refusal = shallowRef<Failure | null>(null);
  const busy = shallowRef(false);
  const rehearsal = shallowRef<Rehearsal | null>(null);

  const specOf = ({ name, on, when, then }: RuleSpec): RuleSpec => ({ name, on, when, then });
  const rule = computed(() => edited.value ?? (loaded.value ? specOf(loaded.value) : null));
  watch(rule, () => (rehearsal.value = null));

  function change(part: Partial<RuleSpec>) {
    if (!rule.value) return;
    const next = { ...rule.value, ...part };
    edited.value = { ...next, when: keptConditions(next.on, next.when) };
  }

  async function trying<T>(work: () => Promise<T>): Promise<T | null> {
    busy.value = true;
    refusal.value = null;
    try {
      return await work();
    } catch (error) {
      refusal.value = toFailure(error);
      return null;
    } finally {
      busy.value = false;
    }
  }

  const rehearse = () => trying(async () => (rehearsal.value = rule.value && (await rehearseRule(rule.value))));

  const keep = (how: Keeping) =>
    trying(async () => {
      if (!rule.value) return;
      if (id && loaded.value) await updateRule(id, { ...rule.value, ...switches[how], version: loaded.value.version });
      else await createRule({ ...rule.value, ...switches[how] });
      noteWrite();
      await router.push("/settings/rules");
    });

  const remove = () =>
    trying(async () => {
      if (!id) return;
      await deleteRule(id);
      noteWrite();
      await router.push("/settings/rules");
    });

  return {
    ...{ rule, loaded, loading, failure, reload, refusal, busy, rehearsal, change, rehearse, keep, remove },
    canKeep: computed(() => rule.value !== null && isWhole(rule.value)),
  };
}
