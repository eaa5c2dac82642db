import { ref } from "vue";
import { RefusedError } from "../api";

const SHOWN_MS = 5000;

/** Runs an action, tells whether it worked and shows, for a few seconds, why not. */
export function useRefusal() {
  const refusal = ref("");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const attempt = async (action: () => Promise<unknown>) => {
    try {
      await action();
      return true;
    } catch (error) {
      if (!(error instanceof RefusedError || error instanceof TypeError)) throw error;
      refusal.value = error instanceof RefusedError ? error.message : "服务没有回应，稍后再试";
      clearTimeout(timer);
      timer = setTimeout(() => (refusal.value = ""), SHOWN_MS);
      return false;
    }
  };
  return { refusal, attempt };
}
