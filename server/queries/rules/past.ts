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

/** What a rule may ask of a note; of so many nothing more is read. */
const ASKED = { customer: 1, owner: 1, isKey: 1, happenedAt: 1, createdAt: 1, method: 1, mood: 1, content: 1 };

/** That somebody was talked to. */
interface Talk {
  customer: string;
  at: Date;
  /** Left out where no rule asks what was said. */
  note: FollowUp | null;
}

/** A customer as it stood, and what stood around it. */
interface Standing {
  customer: Customer;
  materials: CustomerMaterials;
}

/** How often records were talked about and moved, so that they can be seen as they were. */
export interface Past {
  /** Talks since `from` by customer, the latest first, each with the last one before. */
  talks: ReadonlyMap<string, Talk[]>;
  /** The last note before `from`, where it matters what was said. */
  lastNotes: ReadonlyMap<string, FollowUp | null>;
  /** How a customer stood from each talk to the next: worked out once, not for every morning. */
  stood: WeakMap<Talk, Standing>;
  /** Changes of deals since `from`, the latest first. */
  changes: ReadonlyMap<string, { at: Date; body: EventBody }[]>;
}

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};

const toTalk = (note: FollowUp): Talk => ({ customer: note.customer, at: note.happenedAt ?? note.createdAt, note });

async function readTalks(ctx: Ctx, filter: Record<string, unknown>): Promise<Talk[]> {
  const rows = await models.followUp.find({ ...filter, archivedAt: null }, ASKED).lean<StoredRow[]>();
  return rows.map(toVisible(ctx, "followUp")).map(toTalk);
}

/** The last talk before a moment. */
async function talksBefore(ctx: Ctx, { customers, withNotes }: About, from: Date): Promise<Talk[]> {
  const last = await models.followUp.aggregate<{ _id: string; at: Date }>([
    { $match: { customer: { $in: [...customers] }, archivedAt: null, happenedAt: { $lt: from } } },
    { $group: { _id: "$customer", at: { $max: "$happenedAt" } } },
  ]);
  if (!withNotes || last.length === 0) return last.map(({ _id, at }) => ({ customer: _id, at, note: null }));
  return readTalks(ctx, {
    customer: { $in: last.map(({ _id }) => _id) },
    happenedAt: { $in: last.map(({ at }) => at) },
  });
}

/** When only the moments matter, they are those of customers who were talked to since: the others stand as they do. */
async function readAllTalks(ctx: Ctx, about: About, from: Date): Promise<Pick<Past, "talks" | "lastNotes">> {
  const since = await readTalks(ctx, { customer: { $in: [...about.customers] }, happenedAt: { $gte: from } });
  const talkedTo = new Set(since.map(({ customer }) => customer));
  const customers = about.withNotes ? about.customers : [...talkedTo];
  const before = await talksBefore(ctx, { ...about, customers }, from);
  const all = [...since, ...before.filter(({ customer }) => talkedTo.has(customer))];
  return {
    talks: grouped(
      all.toSorted((a, b) => b.at.getTime() - a.at.getTime()),
      ({ customer }) => customer,
    ),
    lastNotes: new Map(before.map(({ customer, note }) => [customer, note])),
  };
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

interface About {
  customers: readonly string[];
  deals: readonly string[];
  /** Whether it matters what was said, not only when. */
  withNotes: boolean;
}

/** What happened around these records since a moment. */
export async function readPast(ctx: Ctx, about: About, from: Date): Promise<Past> {
  return {
    ...(await readAllTalks(ctx, about, from)),
    stood: new WeakMap(),
    changes: await changesSince(about.deals, from),
  };
}

const standingAfter = ({ customer, materials }: Standing, last: Talk | undefined): Standing => ({
  customer: { ...customer, lastContactAt: last?.at ?? null },
  materials: { ...materials, lastFollowUp: last?.note ?? null },
});

/** A customer as far as talks go: when the last one was, and which, at a moment of the past. */
export function customerAt(
  customer: Customer,
  materials: CustomerMaterials,
  { past, at }: { past: Past; at: Date },
): Standing {
  const talks = past.talks.get(customer.id);
  if (!talks) return { customer, materials: { ...materials, lastFollowUp: past.lastNotes.get(customer.id) ?? null } };
  const last = talks.find((talk) => talk.at <= at);
  const stood = last && past.stood.get(last);
  if (stood) return stood;
  const standing = standingAfter({ customer, materials }, last);
  if (last) past.stood.set(last, standing);
  return standing;
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
