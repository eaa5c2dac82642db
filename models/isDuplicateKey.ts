/** A server's error, or what it says of one row of several: the driver hands the latter over as it came. */
interface Refusal {
  code?: unknown;
  message?: string;
  errmsg?: string;
}

/**
 * True for the store's refusal of a row whose unique key is taken.
 * Servers on PostgreSQL's DocumentDB engine keep unique indexes as exclusion constraints; of two writers that meet
 * on one key, the second gets that constraint's own words instead of 11000.
 */
export function isDuplicateKey(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, message, errmsg } = error as Refusal;
  return code === 11000 || (message ?? errmsg ?? "").includes("violates exclusion constraint");
}
