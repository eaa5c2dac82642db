import { ref } from "vue";
import type { EntityName } from "../../../models/shared/entities";
import { pages as t } from "../../../models/shared/text/zhCN/pages";
import { RequestRefused } from "../api/problem";
import { recordPath } from "../api/records";
import { useOutbox } from "./useOutbox";

/** Takes a record out of every list; an administrator can still find it. */
export function useArchive() {
  const archiving = ref(false);
  const refusal = ref<string | null>(null);
  const { submit } = useOutbox();

  async function archive(entity: EntityName, record: { id: string }, name: string): Promise<boolean> {
    archiving.value = true;
    refusal.value = null;
    try {
      await submit({ label: `${t.actions.remove} ${name}`, method: "DELETE", path: recordPath(entity, record.id) });
      return true;
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      refusal.value = error.problem.detail;
      return false;
    } finally {
      archiving.value = false;
    }
  }
  return { archiving, refusal, archive };
}
