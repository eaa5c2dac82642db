import type { EntityName } from "../../../models/shared/entities";
import { useSession } from "./useSession";

/** Buttons appear when the server allowed their verb; no role is known here. */
export function useAbilities() {
  const { me } = useSession();
  return {
    can: (verb: string, record: { abilities: readonly string[] } | null) => record?.abilities.includes(verb) ?? false,
    /** Verbs that need no record, e.g. `create`. */
    canAny: (verb: string, entity: EntityName | "setting" | "user" | "auditEntry" | "leadRules" | "leadSource") =>
      me.value?.abilities[entity]?.includes(verb) ?? false,
  };
}
