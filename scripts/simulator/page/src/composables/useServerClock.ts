import { computed, onScopeDispose, ref } from "vue";

/** The server's clock, which may be ahead of the browser's, ticking between two answers. */
export function useServerClock() {
  const ahead = ref(0);
  const tick = ref(Date.now());
  const timer = setInterval(() => (tick.value = Date.now()), 1000);
  onScopeDispose(() => clearInterval(timer));
  return {
    now: computed(() => new Date(tick.value + ahead.value)),
    set: (now: string) => {
      tick.value = Date.now();
      ahead.value = Date.parse(now) - tick.value;
    },
  };
}
