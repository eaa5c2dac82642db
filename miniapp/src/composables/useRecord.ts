import { watch } from "vue";
import type { EntityName } from "../../../models/shared/entities";
import { getRecord } from "../api/records";
import { useLoad } from "./useLoad";

/** One record by id. Follows the id when the page is reused for another record. */
export function useRecord<N extends EntityName>(entity: N, id: () => string) {
  const { data: record, loading, failure, reload, restart } = useLoad(() => getRecord(entity, id()));
  watch(id, () => void restart());
  return { record, loading, failure, reload };
}
