/** Where one clause ends and the next begins. A comma inside a number (50,000) does not count. */
const BREAK = /[,，。;；!！?？\n…、|✅❌]|\.(?=\s|$)/;
const HARD_BREAK = /[。;；!！?？\n]/;

export interface Clause {
  start: number;
  end: number;
}

const isBreak = (text: string, at: number) =>
  BREAK.test(text[at] ?? "") &&
  !(text[at] === "," && /\d/.test(text[at - 1] ?? "") && /\d{3}/.test(text.slice(at + 1, at + 4)));

/** Start of the clause that holds `at`. 、 does not end it, since it joins what belongs together. */
export function clauseStart(text: string, at: number): number {
  for (let i = at - 1; i >= Math.max(0, at - 200); i--) if (isBreak(text, i) && text[i] !== "、") return i + 1;
  return Math.max(0, at - 200);
}

export function clauseEnd(text: string, at: number): number {
  const limit = Math.min(text.length, at + 200);
  for (let i = at; i < limit; i++) if (isBreak(text, i) && text[i] !== "、") return i;
  return limit;
}

/** End of the sentence that holds `at`. */
export function sentenceEnd(text: string, at: number): number {
  const length = text.slice(at).search(HARD_BREAK);
  return length < 0 ? text.length : at + length;
}

/** The text cut at every break, blanks trimmed, empty clauses left out. */
export function splitClauses(text: string, from = 0, to = text.length): Clause[] {
  const clauses: Clause[] = [];
  let start = from;
  for (let i = from; i <= to; i++) {
    if (i < to && !isBreak(text, i)) continue;
    const clause = trim(text, start, i);
    if (clause.end > clause.start) clauses.push(clause);
    start = i + 1;
  }
  return clauses;
}

/** Cuts blanks and loose punctuation from both ends. */
export function trim(text: string, from: number, to: number): Clause {
  let start = from;
  let end = to;
  while (start < end && /[\s,，。;；:：、!！?？~✅❌]/.test(text[start] ?? "")) start++;
  while (end > start && /[\s,，。;；:：、~✅❌]/.test(text[end - 1] ?? "")) end--;
  return { start, end };
}

/** The text cut at full stops, semicolons, question marks and line ends. */
export function splitSentences(text: string, from = 0, to = text.length): Clause[] {
  const parts: Clause[] = [];
  let start = from;
  for (let i = from; i <= to; i++) {
    if (i < to && !HARD_BREAK.test(text[i] ?? "")) continue;
    const part = trim(text, start, i);
    if (part.end > part.start) parts.push(part);
    start = i + 1;
  }
  return parts;
}
