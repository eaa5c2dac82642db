import type { Facts } from "../rules/facts";

/** A text without personal numbers, and the way back. */
export interface Masked {
  text: string;
  unmask(words: string): string;
}

interface Secret {
  start: number;
  end: number;
}

/** Identity, bank and any other long numbers, blanks and dashes inside allowed. */
const LONG_NUMBER = /\d(?:[ -]?\d){6,}[ -]?[\dXx]?/g;

/** Phone numbers, e-mail addresses, WeChat ids, identity and bank numbers become placeholders before a call. */
export function maskNumbers(facts: Facts): Masked {
  const { original } = facts.normal;
  const secrets: Secret[] = [...facts.phones, ...facts.emails, ...facts.wechats].map((find) => {
    const { start, end } = facts.normal.span(find.start, find.end);
    return { start, end };
  });
  for (const match of facts.text.matchAll(LONG_NUMBER)) {
    const { start, end } = facts.normal.span(match.index, match.index + match[0].length);
    secrets.push({ start, end });
  }
  return replace(original, merge(secrets));
}

function merge(secrets: readonly Secret[]): Secret[] {
  const merged: Secret[] = [];
  for (const secret of [...secrets].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && secret.start <= last.end) last.end = Math.max(last.end, secret.end);
    else merged.push({ ...secret });
  }
  return merged;
}

function replace(original: string, secrets: readonly Secret[]): Masked {
  const former = new Map<string, string>();
  let text = "";
  let at = 0;
  secrets.forEach(({ start, end }, index) => {
    const placeholder = `[号码${index + 1}]`;
    former.set(placeholder, original.slice(start, end));
    text += original.slice(at, start) + placeholder;
    at = end;
  });
  text += original.slice(at);
  return {
    text,
    unmask: (words) => words.replace(/\[号码\d+\]/g, (placeholder) => former.get(placeholder) ?? placeholder),
  };
}
