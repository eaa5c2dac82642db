import { onScopeDispose } from "vue";
import { onBackOnline } from "./useOnline";
import { useOutbox } from "./useOutbox";

export const RETRY_AFTER = 20_000;

/** Lives as long as the program: sends what waits when the network returns, and tries again while a server fails. */
export function useOutboxPump() {
  const { waiting, flush } = useOutbox();
  onBackOnline(() => void flush());
  const timer = setInterval(() => {
    if (waiting.value.length > 0) void flush();
  }, RETRY_AFTER);
  onScopeDispose(() => clearInterval(timer));
}
