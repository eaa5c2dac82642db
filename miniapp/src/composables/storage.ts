/** A phone in private mode, or with a full store, throws: then things last as long as the page. */
const fallback = new Map<string, string>();
const PREFIX = "yiju.";

export function readStored<T>(name: string, otherwise: T): T {
  const text = readText(PREFIX + name);
  if (text === null) return otherwise;
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    if (error instanceof SyntaxError) return otherwise;
    throw error;
  }
}

function readText(name: string): string | null {
  try {
    return window.localStorage.getItem(name) ?? fallback.get(name) ?? null;
  } catch {
    return fallback.get(name) ?? null;
  }
}

export function writeStored(name: string, value: unknown) {
  const text = JSON.stringify(value);
  try {
    window.localStorage.setItem(PREFIX + name, text);
    fallback.delete(PREFIX + name);
  } catch {
    fallback.set(PREFIX + name, text);
  }
}

export function removeStored(name: string) {
  fallback.delete(PREFIX + name);
  try {
    window.localStorage.removeItem(PREFIX + name);
  } catch {
    fallback.delete(PREFIX + name);
  }
}
