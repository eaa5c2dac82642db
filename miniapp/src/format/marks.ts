/** A piece of a sentence, marked when a stored value stands on it. */
export interface Piece {
  text: string;
  isMarked: boolean;
}

interface Span {
  text: string;
  start: number;
  end: number;
}

/** Offsets count from the original message; where the shown sentence is another one, the words themselves decide. */
function locate(sentence: string, span: Span): [number, number] | null {
  if (sentence.slice(span.start, span.end) === span.text) return [span.start, span.end];
  const at = span.text ? sentence.indexOf(span.text) : -1;
  return at < 0 ? null : [at, at + span.text.length];
}

/** Cuts a sentence into plain and marked pieces. Overlapping spans become one mark. */
export function markPieces(sentence: string, spans: readonly Span[]): Piece[] {
  const ranges = spans
    .map((span) => locate(sentence, span))
    .filter((range) => range !== null)
    .sort((a, b) => a[0] - b[0]);
  const pieces: Piece[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    if (from > at) pieces.push({ text: sentence.slice(at, from), isMarked: false });
    pieces.push({ text: sentence.slice(from, end), isMarked: true });
    at = end;
  }
  if (at < sentence.length) pieces.push({ text: sentence.slice(at), isMarked: false });
  return pieces;
}

/** The words of a search found in a text, for green letters. */
export function hitPieces(text: string, question: string): Piece[] {
  const words = question.split(/\s+/).filter(Boolean);
  const lower = text.toLowerCase();
  const spans = words.flatMap((word) => {
    const start = lower.indexOf(word.toLowerCase());
    return start < 0 ? [] : [{ text: text.slice(start, start + word.length), start, end: start + word.length }];
  });
  return markPieces(text, spans);
}

/** Short marks stay on one line. */
export const KEEP_TOGETHER = 8;
