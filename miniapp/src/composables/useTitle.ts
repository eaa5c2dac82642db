import { onScopeDispose, watch } from "vue";

/** The host draws the bar above us from `document.title`. */
export function useTitle(title: () => string | null) {
  const before = document.title;
  watch(title, (is) => (document.title = is ?? before), { immediate: true });
  onScopeDispose(() => (document.title = before));
}
