import { onBeforeUnmount, onMounted, watch } from "vue";
import type { Ref } from "vue";

const NEAR_PX = 40;

/** Keeps a scrolling list at its end: always for a new item, and when its box changes unless one has scrolled away. */
export function useStickToEnd(list: Readonly<Ref<HTMLElement | null>>, count: () => number): void {
  let isAtEnd = true;
  const toEnd = () => list.value?.scrollTo({ top: list.value.scrollHeight });
  const note = () => {
    const box = list.value;
    if (box) isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
  };
  const resized = new ResizeObserver(() => isAtEnd && toEnd());
  onMounted(() => {
    if (!list.value) return;
    list.value.addEventListener("scroll", note, { passive: true });
    resized.observe(list.value);
    toEnd();
  });
  watch(count, toEnd, { flush: "post" });
  onBeforeUnmount(() => resized.disconnect());
}
