import { SortedTexts } from "./sortedTexts";
import type { KeyRange, Row, View } from "./view";

/** Buffers as map keys: latin1 keeps one character per byte, so comparing the strings compares the bytes. */
export function keyText(key: Buffer): string {
  return key.toString("latin1");
}

/**
 * Writes held in memory over another view: what a statement has computed but not handed on, or what an open transaction
 * has written. A null is a removed row.
 */
export class Overlay implements View {
  readonly changes = new Map<string, Buffer | null>();
  /** Sorting waits for the first range: most need none. */
  #sorted: SortedTexts | undefined;

  constructor(readonly base: View) {}

  get(key: Buffer): Buffer | undefined {
    const own = this.changes.get(keyText(key));
    return own === undefined ? this.base.get(key) : (own ?? undefined);
  }

  put(key: Buffer, value: Buffer): void {
    this.#change(keyText(key), value);
  }

  remove(key: Buffer): void {
    this.#change(keyText(key), null);
  }

  #change(text: string, value: Buffer | null): void {
    if (!this.changes.has(text)) this.#sorted?.add(text);
    this.changes.set(text, value);
  }

  *range(range: KeyRange): IterableIterator<Row> {
    const before = range.reverse ? (a: string, b: string) => a > b : (a: string, b: string) => a < b;
    const own = this.#ownRows(range);
    let mine = own.next();
    for (const row of this.base.range(range)) {
      const text = keyText(row.key);
      while (!mine.done && before(mine.value, text)) {
        yield* this.#row(mine.value);
        mine = own.next();
      }
      if (mine.done || mine.value !== text) {
        yield row;
        continue;
      }
      yield* this.#row(text);
      mine = own.next();
    }
    for (; !mine.done; mine = own.next()) yield* this.#row(mine.value);
  }

  count(range: KeyRange, most = Infinity): number {
    if (this.changes.size === 0) return this.base.count(range, most === Infinity ? undefined : most);
    let count = 0;
    for (const row of this.range(range)) {
      count += row.key.length > 0 ? 1 : 0;
      if (count >= most) break;
    }
    return count;
  }

  *#row(text: string): IterableIterator<Row> {
    const value = this.changes.get(text);
    if (value) yield { key: Buffer.from(text, "latin1"), value };
  }

  /** Own keys inside the range, in its direction; a key may be added while the caller is between two rows. */
  *#ownRows(range: KeyRange): IterableIterator<string> {
    if (this.changes.size === 0) return;
    this.#sorted ??= new SortedTexts(this.changes.keys());
    const keys = this.#sorted.between(keyText(range.start), keyText(range.end));
    yield* range.reverse ? keys.reverse() : keys;
  }
}
