import type { Me } from "../../models/shared/contracts/read";
import { entities, type EntityName } from "../../models/shared/entities";
import type { Actor } from "../context";
import { generalAbilities, leadAbilities, mayReadFeedback, oversightAbilities, settingAbilities } from "../policies";

/** The caller and what they may do without a record at hand. */
export function presentMe(actor: Actor, departments: string[]): Me {
  const names = Object.keys(entities) as EntityName[];
  return {
    user: { id: actor.id, name: actor.name, roles: [...actor.roles], departments },
    abilities: {
      ...Object.fromEntries(names.map((entity) => [entity, generalAbilities(actor, entity)])),
      setting: settingAbilities(actor),
      ...oversightAbilities(actor),
      ...leadAbilities(actor),
      feedback: mayReadFeedback(actor) ? ["list", "create"] : ["create"],
    },
  };
}
