import { computed, onScopeDispose, ref, watch } from "vue";
import type { SimulatorUser } from "../../../protocol";

const MOST_PHONES = 2;

/** Whose phones are on the desk. `?user=ID` opens that one person's; otherwise the first two people have one each, where they fit. */
export function usePhones(users: () => SimulatorUser[]) {
  const chosen = ref<string[]>([]);
  const isWide = useMedia("(min-width: 1141px)");
  const named = new URLSearchParams(location.search).get("user")?.toLowerCase();
  watch(
    users,
    (known) => {
      if (chosen.value.length > 0 || known.length === 0) return;
      const person = known.find(({ id }) => id === named);
      chosen.value = person ? [person.id] : known.slice(0, MOST_PHONES).map(({ id }) => id);
    },
    { immediate: true },
  );
  const switchUser = (index: number, userId: string) => {
    chosen.value[index] = userId;
    if (chosen.value.length === 1) history.replaceState(null, "", `?user=${userId}`);
  };
  const add = () => {
    const other = users().find(({ id }) => !chosen.value.includes(id));
    if (other) chosen.value.push(other.id);
  };
  return {
    userIds: computed(() => (isWide.value ? chosen.value : chosen.value.slice(0, 1))),
    canAdd: computed(() => isWide.value && chosen.value.length < MOST_PHONES),
    switchUser,
    add,
  };
}

function useMedia(query: string) {
  const media = matchMedia(query);
  const matches = ref(media.matches);
  const note = () => (matches.value = media.matches);
  media.addEventListener("change", note);
  onScopeDispose(() => media.removeEventListener("change", note));
  return matches;
}
