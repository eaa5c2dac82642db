/** One row of the store: both sides are copies, safe to keep. */
export interface Row {
  key: Buffer;
  value: Buffer;
}

/** Keys from `start` (inclusive) to `end` (exclusive) in byte order, or backwards from `end`. */
export interface KeyRange {
  start: Buffer;
  end: Buffer;
  reverse?: boolean;
  /** How many rows to read at first; for one of many ranges of which little is wanted. */
  firstPage?: number;
}

/**
 * What the engine reads: the latest commit, a transaction's snapshot under its own writes, or the rows as seen from
 * inside a commit. A range stays valid across awaits: it is read in pages and taken up again after the last key.
 */
export interface View {
  get(key: Buffer): Buffer | undefined;
  range(range: KeyRange): IterableIterator<Row>;
  /** How many rows lie in a range, counted no further than `most`; where it can, without reading them. */
  count(range: KeyRange, most?: number): number;
}

/** A view that also takes writes. Whoever is about to write a row says so first, with `lock` or `lockPrefix`. */
export interface WritableView extends View {
  put(key: Buffer, value: Buffer): void;
  remove(key: Buffer): void;
  /** @throws StoreError 112 or LockedError when an open transaction holds the row */
  lock(key: Buffer): void;
  /** The same for every row under a prefix: a unique key, whichever document holds it. */
  lockPrefix(prefix: Buffer): void;
  /** The row must not change before this view's writes are committed; unlike `lock`, others may still try. */
  depend(key: Buffer): void;
}

/** The first key after every key that begins with `prefix`. Keys never hold a leading FF, so the carry always ends. */
export function endOfPrefix(prefix: Buffer): Buffer {
  const end = Buffer.from(prefix);
  let last = end.length - 1;
  while (last > 0 && end[last] === 0xff) last--;
  end[last] = (end[last] ?? 0) + 1;
  return end.subarray(0, last + 1);
}

/** The range of all keys that begin with `prefix`. */
export function prefixRange(prefix: Buffer): KeyRange {
  return { start: prefix, end: endOfPrefix(prefix) };
}
