/**
 * True for the store's refusal of a row whose unique key is taken.
 * Servers on PostgreSQL's DocumentDB engine keep unique indexes as exclusion constraints; of two writers that meet
 * on one key, the second gets that constraint's own words instead of 11000.
 */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof Error &&
  (("code" in error && error.code === 11000) || error.message.includes("violates exclusion constraint"));
