import type { EntityName, RecordFor } from "../../../models/shared/entities";
import type { Customer } from "../../../models/shared/entities/customer";
import { OutboxEvent, type OutboxRow } from "../../../models/system/outboxEvent";
import { openJson } from "../../../models/vault";
import { withTransaction } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { AppError, type Conflict } from "../../errors";
import { saveWithEvent, type EventBody } from "../../events/saveWithEvent";
import { authorize } from "../../policies";
import { findReadable } from "../../queries/findReadable";
import { checkRefs } from "./checkRefs";
import { refuseReversed } from "./refuseReversed";

export interface UpdateInput<N extends EntityName> {
  id: string;
  /** The version the change was made on; left out by chat, which reads and writes in one transaction. */
  version?: number;
  changes: Partial<RecordFor<N>>;
}

/** The fields as they were `steps` changes ago, read back from the events. */
async function valuesBefore(recordId: string, steps: number): Promise<Record<string, unknown>> {
  const events = await OutboxEvent.find({ recordId }).sort({ at: -1, _id: -1 }).limit(steps).lean<OutboxRow[]>();
  const values: Record<string, unknown> = {};
  for (const event of events) {
    for (const change of openJson<EventBody>(event.sealedChanges).changes) values[change.field] = change.oldValue;
  }
  return values;
}

async function conflictsOf(
  theirs: Record<string, unknown> & { id: string; version: number },
  input: { version: number; changes: Record<string, unknown> },
): Promise<Record<string, Conflict>> {
  const base = await valuesBefore(theirs.id, Math.max(0, theirs.version - input.version));
  const touched = Object.keys(input.changes).filter((field) => field in base);
  return Object.fromEntries(
    touched.map((field) => [field, { base: base[field], yours: input.changes[field], theirs: theirs[field] }]),
  );
}

/** Checks what the change points to. What goes to another customer goes to its owner, as if it had been made there. */
async function ownerAt<N extends EntityName>(
  ctx: Ctx,
  entity: N,
  { before, changes }: { before: RecordFor<N>; changes: Partial<RecordFor<N>> },
): Promise<Partial<Pick<Customer, "owner" | "isKey">>> {
  const former = "customer" in before ? before.customer : null;
  const moves = "customer" in changes && changes.customer !== former;
  // What stays as it was has to fit the new customer too: a note cannot keep the contact of the old one.
  const values = moves ? { ...before, ...changes } : changes;
  const customer = await checkRefs(ctx, entity, { values, customerId: former });
  if (!moves) return {};
  // Away from its customer it would stay with whoever moved it when the sharing is over.
  authorize(ctx.actor, "archive", { entity, record: before });
  if (!customer) return {};
  authorize(ctx.actor, "update", { entity: "customer", record: customer });
  return { owner: customer.owner, isKey: customer.isKey };
}

/**
 * Changes fields of a record.
 * @throws AppError `stale_version` with base, yours and theirs of each field that somebody changed meanwhile
 */
export async function updatePlain<N extends EntityName>(
  ctx: Ctx,
  entity: N,
  input: UpdateInput<N>,
): Promise<RecordFor<N>> {
  return withTransaction(async () => {
    const before = await findReadable(ctx, entity, input.id);
    authorize(ctx.actor, "update", { entity, record: before });
    const { version = before.version, changes } = input;
    if (version !== before.version) {
      const conflicts = await conflictsOf(before as never, { version, changes });
      throw new AppError("stale_version", { conflicts });
    }
    refuseReversed(entity, { before, changes });
    const set = { ...changes, ...(await ownerAt(ctx, entity, { before, changes })) };
    return saveWithEvent(ctx, entity, { before, set, event: `${entity}.updated` });
  });
}
