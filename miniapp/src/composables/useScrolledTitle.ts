import { onScopeDispose, ref, useTemplateRef, watch } from "vue";
import { useTitle } from "./useTitle";

/** Once the heading is scrolled away, the host's bar says whose page it is. Bind the answer as `ref="heading"`. */
export function useScrolledTitle(name: () => string | null) {
  const heading = useTemplateRef<HTMLElement>("heading");
  const isAway = ref(false);
  useTitle(() => (isAway.value ? name() : null));

  const observer =
    typeof IntersectionObserver === "undefined"
      ? null
      : new IntersectionObserver(([entry]) => (isAway.value = entry !== undefined && !entry.isIntersecting));
  watch(heading, (element, before) => {
    if (before) observer?.unobserve(before);
    if (element) observer?.observe(element);
  });
  onScopeDispose(() => observer?.disconnect());
  return heading;
}
