import { OutboxEvent, type OutboxRow } from "../../models/system/outboxEvent";

/** Something that happens because something else did. Inside a transaction; may run again after a crash. */
export interface Listener {
  on: readonly string[];
  react(event: OutboxRow): Promise<void>;
}

const BATCH = 500;

/**
 * Events nobody listens to are done with at once.
 * @returns whether there may be more
 */
export async function skipUnheard(listeners: readonly Listener[]): Promise<boolean> {
  const heard = listeners.flatMap((listener) => listener.on);
  const unheard = await OutboxEvent.find({ state: "queued", name: { $nin: heard } }, { _id: 1 })
    .limit(BATCH)
    .lean();
  if (unheard.length === 0) return false;
  await OutboxEvent.updateMany({ _id: { $in: unheard.map((event) => event._id) } }, { $set: { state: "done" } });
  return unheard.length === BATCH;
}
