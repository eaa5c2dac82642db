import { ref, shallowRef } from "vue";
import { platform } from "../platform";
import { NoPosition, type Located, type LocationProblem } from "../platform/position";

/** Asks the phone where it is, now and again; what cannot be known stays unknown, with the reason. */
export function useLocation() {
  const located = shallowRef<Located | null>(null);
  const problem = ref<LocationProblem | null>(null);
  const locating = ref(false);

  async function locate() {
    locating.value = true;
    problem.value = null;
    try {
      located.value = await platform.locate();
    } catch (error) {
      located.value = null;
      problem.value = error instanceof NoPosition ? error.problem : "unavailable";
    } finally {
      locating.value = false;
    }
  }
  return { located, problem, locating, locate };
}
