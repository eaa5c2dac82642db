import { models } from "../../models";
import { entities, type EntityName } from "../../models/shared/entities";

import { AccessGrant, openAt } from "../../models/system/accessGrant";

interface Place {
  id: string;
  owner: string | null;
  isKey: boolean;
}

const hangsOnCustomer = (entity: EntityName) => "customer" in entities[entity].fields;
export const CHILD_ENTITIES = (Object.keys(entities) as EntityName[]).filter(hangsOnCustomer);

/** Whoever owns a customer needs no grant on it; left open, it would outlast the day they give it away. */
async function endGrants({ id, owner }: Place, at: Date): Promise<void> {
  if (owner) await AccessGrant.updateMany({ customer: id, userId: owner, ...openAt(at) }, { $set: { revokedAt: at } });
}

/**
 * What hangs on a customer goes where the customer goes: the owner's records change hands with it, and all of them count as key or not.
 * What colleagues keep there for themselves, e.g. a manager's reminder, stays theirs. The customer's own event tells of it once.
 */
export async function carryChildren(before: Place, after: Place, at: Date): Promise<void> {
  if (before.owner !== after.owner) await endGrants(after, at);
  for (const entity of CHILD_ENTITIES) {
    const children = { customer: after.id };
    if (before.owner !== after.owner) {
      await models[entity].updateMany({ ...children, owner: before.owner }, { $set: { owner: after.owner } });
    }
    if (before.isKey !== after.isKey) await models[entity].updateMany(children, { $set: { isKey: after.isKey } });
  }
}
