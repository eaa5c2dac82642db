import { onScopeDispose, ref, watch } from "vue";

/** Waiting is shown only when it lasts: a skeleton that flashes is worse than none. */
export function useDelayed(source: () => boolean, delay = 200) {
  const shown = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    source,
    (is) => {
      clearTimeout(timer);
      if (is) timer = setTimeout(() => (shown.value = true), delay);
      else shown.value = false;
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  return shown;
}
