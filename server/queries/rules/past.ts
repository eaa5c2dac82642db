import { models } from "../../../models";
import type { Customer } from "../../../models/shared/entities/customer";
import type { FollowUp } from "../../../models/shared/entities/followUp";
import type { Opportunity } from "../../../models/shared/entities/opportunity";
import type { StoredRow } from "../../../models/storedRecord";
import { OutboxEvent, type OutboxRow } from "../../../models/system/outboxEvent";
import { openJson } from "../../../models/vault";
import type { Ctx } from "../../context";
import { reviveValue } from "../../events/reviveValue";
import type { EventBody } from "../../events/saveWithEvent";
import { toVisible } from "../toVisible";
import type { CustomerMaterials } from "../gatherCustomerExtras";

const NO_SEARCH = { searchKeys: 0, searchText: 0 };

/** How often records were talked about and moved, so that they can be seen as they were. */
export interface Past {
  /** Notes since `from` by customer, the latest first, each with the last one before. */
  notes: ReadonlyMap<string, FollowUp[]>;
  /** Changes of deals since `from`, the latest first. */
  changes: ReadonlyMap<string, { at: Date; body: EventBody }[]>;
}

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};

/** The last note before a moment, for customers who were talked to since. */
async function notesBefore(ctx: Ctx, customers: readonly string[], from: Date): Promise<FollowUp[]> {
  const last = await models.followUp.aggregate<{ _id: string; at: Date }>([
    { $match: { customer: { $in: [...customers] }, archivedAt: null, happenedAt: { $lt: from } } },
    { $group: { _id: "$customer", at: { $max: "$happenedAt" } } },
  ]);
  if (last.length === 0) return [];
  const filter = { customer: { $in: last.map(({ _id }) => _id) }, happenedAt: { $in: last.map(({ at }) => at) } };
  const rows = await models.followUp.find({ ...filter, archivedAt: null }, NO_SEARCH).lean<StoredRow[]>();
  return rows.map(toVisible(ctx, "followUp"));
}

async function notesSince(ctx: Ctx, customers: readonly string[], from: Date): Promise<Past["notes"]> {
  const filter = { customer: { $in: [...customers] }, archivedAt: null, happenedAt: { $gte: from } };
  const rows = await models.followUp.find(filter, NO_SEARCH).lean<StoredRow[]>();
  const since = rows.map(toVisible(ctx, "followUp"));
  const talkedTo = [...new Set(since.map(({ customer }) => customer))];
  const all = [...since, ...(await notesBefore(ctx, talkedTo, from))];
  const at = ({ happenedAt, createdAt }: FollowUp) => (happenedAt ?? createdAt).getTime();
  return grouped(
    all.toSorted((a, b) => at(b) - at(a)),
    ({ customer }) => customer,
  );
}

async function changesSince(deals: readonly string[], from: Date): Promise<Past["changes"]> {
  if (deals.length === 0) return new Map();
  const filter = { recordId: { $in: [...deals] }, at: { $gte: from } };
  const events = await OutboxEvent.find(filter).sort({ at: -1, _id: -1 }).lean<OutboxRow[]>();
  const opened = events.map((event) => ({
    recordId: event.recordId,
    at: event.at,
    body: openJson<EventBody>(event.sealedChanges),
  }));
  return grouped(opened, ({ recordId }) => recordId);
}

/** What happened around these records since a moment. */
export async function readPast(
  ctx: Ctx,
  about: { customers: readonly string[]; deals: readonly string[] },
  from: Date,
): Promise<Past> {
  return {
    notes: await notesSince(ctx, about.customers, from),
    changes: await changesSince(about.deals, from),
  };
}

/** A customer as far as talks go: when the last one was, and which, at a moment of the past. */
export function customerAt(
  customer: Customer,
  materials: CustomerMaterials,
  { past, at }: { past: Past; at: Date },
): { customer: Customer; materials: CustomerMaterials } {
  const notes = past.notes.get(customer.id);
  if (!notes) return { customer, materials };
  const last = notes.find(({ happenedAt }) => happenedAt !== null && happenedAt <= at) ?? null;
  return {
    customer: { ...customer, lastContactAt: last?.happenedAt ?? null },
    materials: { ...materials, lastFollowUp: last },
  };
}

/** A deal as it stood at a moment of the past. */
export function dealAt(deal: Opportunity, { past, at }: { past: Past; at: Date }): Opportunity {
  const values: Record<string, unknown> = { ...deal };
  for (const { at: changedAt, body } of past.changes.get(deal.id) ?? []) {
    if (changedAt <= at) break;
    if (body.kind !== "changed") continue;
    for (const { field, oldValue } of body.changes) values[field] = reviveValue("opportunity", field, oldValue);
  }
  return values as unknown as Opportunity;
}
