import { ref, watch } from "vue";
import { reachable, request } from "../api/client";
import { isPassing } from "../api/problem";

const RETRY_EVERY = 15_000;

const online = ref(navigator.onLine);
window.addEventListener("online", () => {
  online.value = true;
  void probe();
});
window.addEventListener("offline", () => {
  online.value = false;
  reachable.value = false;
});

/** Asks the server for anything, so that `reachable` tells the truth again. */
async function probe() {
  await request("GET", "/me").catch((error: unknown) => {
    if (!isPassing(error)) reachable.value = true;
  });
}

let timer: ReturnType<typeof setInterval> | null = null;
watch(reachable, (is) => {
  if (is && timer !== null) {
    clearInterval(timer);
    timer = null;
  } else if (!is && timer === null) {
    timer = setInterval(() => void probe(), RETRY_EVERY);
  }
});

export const onBackOnline = (callback: () => void) => watch(reachable, (is, was) => is && !was && callback());

export const useOnline = () => ({ reachable, online, probe });
