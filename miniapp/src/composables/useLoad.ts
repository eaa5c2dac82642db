import { ref, shallowRef } from "vue";
import { reachable } from "../api/client";
import { toFailure, type Failure } from "./failure";
import { onWritten } from "./useWrites";
import { onBackOnline } from "./useOnline";

/**
 * Loads one thing and keeps it fresh: again after a write and when the network returns.
 * What is already shown stays while it loads, and when a reload fails.
 */
export function useLoad<T>(fetch: () => Promise<T>) {
  const data = shallowRef<T | null>(null);
  const loading = ref(false);
  const failure = shallowRef<Failure | null>(null);
  let latest = 0;

  async function reload() {
    const mine = ++latest;
    loading.value = true;
    try {
      const answer = await fetch();
      if (mine !== latest) return;
      data.value = answer;
      failure.value = null;
    } catch (error) {
      if (mine !== latest) return;
      failure.value = toFailure(error);
      // A record that was taken away must not stay on an open page.
      if (failure.value.kind === "hidden") data.value = null;
    } finally {
      if (mine === latest) loading.value = false;
    }
  }

  /** Another record under the same page: nothing of the former may stay. */
  function restart() {
    data.value = null;
    failure.value = null;
    return reload();
  }

  onWritten(() => void reload());
  onBackOnline(() => void reload());
  void reload();
  return { data, loading, failure, reload, restart, reachable };
}
