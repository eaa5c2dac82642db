/** One measured number beside what it should be and what the machine does without us. */
export interface Row {
  what: string;
  measured: string;
  target: string;
  floor: string;
  isMet: boolean;
}

export const milliseconds = (value: number) => (value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`);

const HEAD = { what: "what", measured: "measured", target: "target", floor: "floor" };
const COLUMNS = ["what", "measured", "target", "floor"] as const;

/** Lines of equal width; what missed its target is marked. */
export function toTable(rows: readonly Row[]): string {
  const width = (column: (typeof COLUMNS)[number]) => Math.max(...[HEAD, ...rows].map((row) => row[column].length));
  const line = (row: typeof HEAD, mark: string) =>
    `${mark} ${COLUMNS.map((column) => row[column].padEnd(width(column))).join("  ")}`.trimEnd();
  return [line(HEAD, "      "), ...rows.map((row) => line(row, row.isMet ? "ok    " : "MISSED"))].join("\n");
}
