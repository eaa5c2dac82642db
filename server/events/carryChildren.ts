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
async function endGrants(customers: string[], owner: string, at: Date): Promise<void> {
  const theirs = { customer: { $in: customers }, userId: owner, ...openAt(at) };
  await AccessGrant.updateMany(theirs, { $set: { revokedAt: at } });
}

/**
 * What hangs on customers goes where they go: the owner's records change hands with them.
 * What colleagues keep there for themselves, e.g. a manager's reminder, stays theirs. The customer's own event tells of it once.
 */
export async function carryToOwner(
  customers: string[],
  { from, to, at }: { from: string | null; to: string | null; at: Date },
): Promise<void> {
  if (to) await endGrants(customers, to, at);
  for (const entity of CHILD_ENTITIES) {
    const theirs = { customer: { $in: customers }, owner: from };
    await models[entity].updateMany(theirs, { $set: { owner: to } });
  }
}

/** What hangs on a customer follows its owner, and all of it counts as key or not. */
export async function carryChildren(before: Place, after: Place, at: Date): Promise<void> {
  if (before.owner !== after.owner) await carryToOwner([after.id], { from: before.owner, to: after.owner, at });
  if (before.isKey === after.isKey) return;
  for (const entity of CHILD_ENTITIES) {
    await models[entity].updateMany({ customer: after.id }, { $set: { isKey: after.isKey } });
  }
}
