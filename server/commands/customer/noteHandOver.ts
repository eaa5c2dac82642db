import { afterCommit } from "../../../models/withTransaction";
import type { Ctx } from "../../context";
import { recordEvent } from "../../events/saveWithEvent";

/** Customers that went to a colleague at once, or came back. */
interface Moved {
  to: string;
  customers: number;
  /** Those that did not go, or did not come back. */
  left: number;
  /** True when it took more than one transaction: whoever ordered it waits to hear how it ended. */
  isAwaited: boolean;
}

/** What somebody who left still had, by the time they are gone. */
interface HandedOver {
  /** Null: to the public pool, since nobody leads their department. */
  to: string | null;
  customers: number;
  reminders: number;
  /** Promises to or by their customers that may still be open. */
  promises: number;
}

interface Notes {
  "user.customersHandedOver": Moved;
  "user.customersTakenBack": Moved;
  "user.handedOver": HandedOver;
}

/** One event for all that went from a colleague, for those who are told. */
export async function noteHandOver<N extends keyof Notes>(
  ctx: Ctx,
  name: N,
  { from, told }: { from: string; told: Notes[N] },
): Promise<void> {
  const changes = Object.entries(told).map(([field, newValue]) => ({ field, oldValue: null, newValue }));
  await recordEvent(ctx, { name, entity: "user", record: { id: from }, body: { kind: "changed", changes } });
  afterCommit(() => ctx.deps.wake("events"));
}
