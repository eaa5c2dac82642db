/** The pictures that phones take and browsers show, told by their first bytes: what a file is called is not sure. */
const BEGINNINGS: readonly (readonly [string, RegExp])[] = [
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/png", /^\x89PNG/],
  ["image/webp", /^RIFF[^]{4}WEBP/],
  ["image/gif", /^GIF8/],
];

/** Its media type, null for anything else. */
export function pictureType(bytes: Buffer): string | null {
  const beginning = bytes.subarray(0, 12).toString("latin1");
  return BEGINNINGS.find(([, pattern]) => pattern.test(beginning))?.[0] ?? null;
}
