import type { EntityName } from "../../models/shared/entities";
import { isEqual, type Change } from "../events/saveWithEvent";

export interface UndoneRecord {
  /** Of the record; where nobody has to find it again, what stands for it. */
  id: string;
  entity: EntityName | "accessGrant" | "target" | "handOver";
  title: string;
}

export interface KeptRecord extends UndoneRecord {
  why: "changed_since" | "added_to" | "not_yours";
}

export type RestoredRecord = UndoneRecord & { changes: Change[] };

/**
 * What an undo did, for the card: how things are now beside how they were before it.
 * A correction of a correction wrote the same record many times; it is told once.
 */
export interface UndoOutcome {
  removed: UndoneRecord[];
  /** A correction had removed them. */
  putBack: UndoneRecord[];
  restored: RestoredRecord[];
  kept: KeptRecord[];
  /** The message it had replaced, which counts again. */
  revived: string | null;
}

export const nothingUndone = (revived: string | null = null): UndoOutcome => ({
  removed: [],
  putBack: [],
  restored: [],
  kept: [],
  revived,
});

/** Takes a record out of a list; true when it stood there. */
function takeOut(list: UndoneRecord[], id: string): boolean {
  const at = list.findIndex((one) => one.id === id);
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
}

/** What was put back a moment ago and goes again was not there before either. */
export function noteRemoved(outcome: UndoOutcome, record: UndoneRecord): void {
  takeOut(outcome.restored, record.id);
  if (!takeOut(outcome.putBack, record.id)) outcome.removed.push(record);
}

export function notePutBack(outcome: UndoOutcome, record: UndoneRecord): void {
  if (!takeOut(outcome.removed, record.id)) outcome.putBack.push(record);
}

/** The later change is undone first: from its new value to the earlier one's old value the field went. */
function joinChanges(later: Change[], earlier: Change[]): Change[] {
  const joined = later.map((change) => {
    const former = earlier.find(({ field }) => field === change.field);
    return former ? { ...change, oldValue: former.oldValue } : change;
  });
  const others = earlier.filter(({ field }) => !later.some((change) => change.field === field));
  return [...joined, ...others].filter(({ oldValue, newValue }) => !isEqual(oldValue, newValue));
}

/** That a customer was contacted is bookkeeping: nobody asks for it back, nobody misses it. */
const isBookkeeping = ({ entity, changes }: RestoredRecord) =>
  entity === "customer" && changes.every(({ field }) => field === "lastContactAt");

export function noteRestored(outcome: UndoOutcome, record: RestoredRecord): void {
  if (outcome.putBack.some(({ id }) => id === record.id)) return;
  const known = outcome.restored.find(({ id }) => id === record.id);
  const changes = known ? joinChanges(known.changes, record.changes) : record.changes;
  if (known) takeOut(outcome.restored, record.id);
  const isAsBefore = known !== undefined && changes.length === 0;
  if (!isAsBefore && !isBookkeeping({ ...record, changes })) outcome.restored.push({ ...record, changes });
}

export function noteKept(outcome: UndoOutcome, record: KeptRecord): void {
  if (!outcome.kept.some(({ id, why }) => id === record.id && why === record.why)) outcome.kept.push(record);
}
