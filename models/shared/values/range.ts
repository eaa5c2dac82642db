/** Asked for in a list: where no such moment or day is set. */
export const UNSET = "none";

/** Both ends of what a list asks for, as text: `2026-09-01..2026-09-30`, `..2026-09-02`, `5000000..`; one value alone is both. */
export interface Range {
  from: string | null;
  to: string | null;
}

const SEPARATOR = "..";

export function readRange(text: string): Range {
  const at = text.indexOf(SEPARATOR);
  if (at < 0) return { from: text, to: text };
  return { from: text.slice(0, at) || null, to: text.slice(at + SEPARATOR.length) || null };
}

/** The pattern of a range whose ends look like `end`. At least one of them is there. */
export const rangePattern = (end: string) => new RegExp(`^(?:${end}|${end}\\.\\.(?:${end})?|\\.\\.${end})$`);
