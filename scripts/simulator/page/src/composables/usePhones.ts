import { computed, ref, watch } from "vue";
import type { SimulatorUser } from "../../../protocol";

const MOST_PHONES = 2;

/** Whose phones are on the desk. `?user=ID` opens that one person's; otherwise the first two people have one each. */
export function usePhones(users: () => SimulatorUser[]) {
  const userIds = ref<string[]>([]);
  const named = new URLSearchParams(location.search).get("user")?.toLowerCase();
  watch(
    users,
    (known) => {
      if (userIds.value.length > 0 || known.length === 0) return;
      const person = known.find(({ id }) => id === named);
      userIds.value = person ? [person.id] : known.slice(0, MOST_PHONES).map(({ id }) => id);
    },
    { immediate: true },
  );
  const switchUser = (index: number, userId: string) => {
    userIds.value[index] = userId;
    if (index === 0) history.replaceState(null, "", userIds.value.length === 1 ? `?user=${userId}` : location.pathname);
  };
  return {
    userIds,
    switchUser,
    canAdd: computed(() => userIds.value.length < MOST_PHONES),
    add: () => {
      const other = users().find(({ id }) => !userIds.value.includes(id));
      if (other) userIds.value.push(other.id);
    },
  };
}
