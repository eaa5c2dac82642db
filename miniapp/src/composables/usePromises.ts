import { computed, watch } from "vue";
import { getPromises } from "../api/reads";
import { useLoad } from "./useLoad";

/** What either side promised one customer and may still be open. */
export function usePromises(customer: () => string) {
  const { data, restart } = useLoad(() => getPromises(customer()));
  watch(customer, () => void restart());
  return computed(() => data.value?.items ?? []);
}
