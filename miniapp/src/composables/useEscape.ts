import { onScopeDispose } from "vue";

/** Esc closes what is open, wherever the focus is. */
export function useEscape(isOpen: () => boolean, close: () => void) {
  function onKey(event: KeyboardEvent) {
    if (event.key === "Escape" && !event.isComposing && isOpen()) close();
  }
  window.addEventListener("keydown", onKey);
  onScopeDispose(() => window.removeEventListener("keydown", onKey));
}
