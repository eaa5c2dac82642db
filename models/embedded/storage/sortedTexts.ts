/** Beyond this a piece is cut in two: adding one text moves at most so many others. */
const MOST = 512;

const inOrder = (a: string, b: string) => (a < b ? -1 : 1);

/** Position of the first for which `isBefore` no longer holds; it holds for the first ones only. */
function firstNot<T>(items: readonly T[], isBefore: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(items[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const firstFrom = (piece: readonly string[], text: string) => firstNot(piece, (one) => one < text);

/** Different texts in order, in pieces: a large transaction adds very many of them one by one. */
export class SortedTexts {
  readonly #pieces: string[][] = [];

  constructor(texts: Iterable<string>) {
    const all = [...texts].sort(inOrder);
    for (let start = 0; start < all.length; start += MOST) this.#pieces.push(all.slice(start, start + MOST));
  }

  add(text: string): void {
    const at = Math.min(this.#pieceOf(text), this.#pieces.length - 1);
    const piece = this.#pieces[at];
    if (!piece) {
      this.#pieces.push([text]);
      return;
    }
    piece.splice(firstFrom(piece, text), 0, text);
    if (piece.length > MOST) this.#pieces.splice(at + 1, 0, piece.splice(MOST / 2));
  }

  /** From `start` on, before `end`. */
  between(start: string, end: string): string[] {
    const found: string[] = [];
    for (let at = this.#pieceOf(start); at < this.#pieces.length; at += 1) {
      const piece = this.#pieces[at] ?? [];
      if ((piece[0] ?? "") >= end) break;
      found.push(...piece.slice(firstFrom(piece, start), firstFrom(piece, end)));
    }
    return found;
  }

  /** The first piece that reaches as far as a text. */
  #pieceOf(text: string): number {
    return firstNot(this.#pieces, (piece) => (piece.at(-1) ?? "") < text);
  }
}
