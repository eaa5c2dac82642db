import { request } from "./client";
import { Unreachable } from "./problem";

/** Enough for going back and forth in a tunnel; in memory only, because it holds personal data. */
const KEPT = 60;
const answers = new Map<string, unknown>();

function keep(path: string, answer: unknown) {
  answers.delete(path);
  answers.set(path, answer);
  const oldest = answers.keys().next();
  if (answers.size > KEPT && !oldest.done) answers.delete(oldest.value);
}

const underway = new Map<string, Promise<unknown>>();

/** Asked before anybody wanted it; the first who wants it takes it. */
const ahead = new Map<string, Promise<unknown>>();

export function prefetch(path: string) {
  const asked = request("GET", path);
  // Whoever reads it hears of the failure; if nobody does, nobody misses it.
  asked.catch(() => undefined);
  ahead.set(path, asked);
}

/** Two parts of a screen that ask the same at once share one answer. */
function ask<T>(path: string): Promise<T> {
  const open = underway.get(path);
  if (open) return open as Promise<T>;
  const early = ahead.get(path);
  ahead.delete(path);
  const asked = ((early as Promise<T> | undefined) ?? request<T>("GET", path)).finally(() => underway.delete(path));
  underway.set(path, asked);
  return asked;
}

/** Reads; without a network it answers what the same call answered last. */
export async function read<T>(path: string): Promise<T> {
  try {
    const answer = await ask<T>(path);
    keep(path, answer);
    return answer;
  } catch (error) {
    if (error instanceof Unreachable && answers.has(path)) return answers.get(path) as T;
    throw error;
  }
}

/** What was read as one person must not be shown to the next. */
export function forgetReads() {
  answers.clear();
  ahead.clear();
}
