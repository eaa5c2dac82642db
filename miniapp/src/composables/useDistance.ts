import { computed, type Ref } from "vue";
import { DEFAULT_CHECK_IN_LIMITS, isFar } from "../../../models/shared/values/point";
import type { CustomerItem } from "../api/types";
import { getCheckInLimits } from "../api/visits";
import { distanceTo } from "../format/visits";
import type { Located } from "../platform/position";
import { useLoad } from "./useLoad";

/** How far the phone is from a customer. Without a network by what holds where nobody set it; the server has the last word. */
export function useDistance(customer: Ref<CustomerItem | null>, located: Ref<Located | null>) {
  const { data: limits } = useLoad(getCheckInLimits);
  const away = computed(() =>
    customer.value && located.value ? distanceTo(customer.value, located.value.position) : null,
  );
  const accuracy = computed(() => located.value?.position.accuracy ?? null);
  const far = computed(
    () => away.value !== null && isFar(away.value, accuracy.value, limits.value?.value ?? DEFAULT_CHECK_IN_LIMITS),
  );
  return { away, accuracy, far };
}
