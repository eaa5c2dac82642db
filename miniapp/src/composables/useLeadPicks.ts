import { computed, ref, shallowRef } from "vue";
import type { LeadItem } from "../api/types";
import { useLeadActions } from "./useLeadActions";

/** Several leads chosen from the list, to be given to one colleague. */
export function useLeadPicks() {
  const { saving, problem, fieldErrors, assign } = useLeadActions();
  const isPicking = ref(false);
  const picked = shallowRef<ReadonlyMap<string, LeadItem>>(new Map());
  const count = computed(() => picked.value.size);

  const without = (id: string) => new Map([...picked.value].filter(([one]) => one !== id));

  function toggle(lead: LeadItem) {
    picked.value = picked.value.has(lead.id) ? without(lead.id) : new Map([...picked.value, [lead.id, lead]]);
  }

  function stop() {
    isPicking.value = false;
    picked.value = new Map();
  }

  /** One after another. At the first that is refused the rest stays chosen, with the reason in sight. */
  async function assignAll(owner: string): Promise<boolean> {
    for (const lead of [...picked.value.values()]) {
      if ((await assign(lead, owner)) === null) return false;
      picked.value = without(lead.id);
    }
    stop();
    return true;
  }

  return { isPicking, picked, count, saving, problem, fieldErrors, toggle, stop, assignAll };
}
