import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

export interface JsonLines<T> {
  /** Oldest first. */
  records: () => T[];
  /** Adds a record, or takes the place of the one with the same id. On disk before it returns: an answer must not outlive its record. */
  put: (record: T) => void;
  get: (id: string) => T | undefined;
}

/** A bounded list of records in a file, one JSON object a line; a later line with the same id wins. */
export function openJsonLines<T extends { id: string }>(path: string, limit: number): JsonLines<T> {
  mkdirSync(dirname(path), { recursive: true });
  const records = new Map<string, T>(readRecords<T>(path).map((record) => [record.id, record]));
  let lines = 0;
  const compact = () => {
    for (const id of [...records.keys()].slice(0, Math.max(0, records.size - limit))) records.delete(id);
    const rewritten = `${path}.new`;
    writeFileSync(rewritten, [...records.values()].map(toLine).join(""), { mode: 0o600 });
    renameSync(rewritten, path);
    lines = records.size;
  };
  compact();
  return {
    records: () => [...records.values()],
    get: (id) => records.get(id),
    put: (record) => {
      records.set(record.id, record);
      appendFileSync(path, toLine(record));
      lines += 1;
      if (lines > limit * 2) compact();
    },
  };
}

const toLine = (record: unknown) => `${JSON.stringify(record)}\n`;

/** A line cut short by a killed process is the last one and was never answered for: it is left out. */
function readRecords<T>(path: string): T[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.endsWith("}"))
    .flatMap((line) => parseLine<T>(line));
}

function parseLine<T>(line: string): T[] {
  try {
    return [JSON.parse(line) as T];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
