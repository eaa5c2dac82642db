import { models } from "../../models";
import { entities, type EntityName } from "../../models/shared/entities";

interface Place {
  id: string;
  owner: string | null;
  isKey: boolean;
}

const hangsOnCustomer = (entity: EntityName) => "customer" in entities[entity].fields;
export const CHILD_ENTITIES = (Object.keys(entities) as EntityName[]).filter(hangsOnCustomer);

/**
 * What hangs on a customer goes where the customer goes: the owner's records change hands with it, and all of them count as key or not.
 * What colleagues keep there for themselves, e.g. a manager's reminder, stays theirs. The customer's own event tells of it once.
 */
export async function carryChildren(before: Place, after: Place): Promise<void> {
  for (const entity of CHILD_ENTITIES) {
    const children = { customer: after.id };
    if (before.owner !== after.owner) {
      await models[entity].updateMany({ ...children, owner: before.owner }, { $set: { owner: after.owner } });
    }
    if (before.isKey !== after.isKey) await models[entity].updateMany(children, { $set: { isKey: after.isKey } });
  }
}
