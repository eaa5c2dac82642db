/** A body that has been verified, as JSON; null for anything else. */
export function readBody(body: Buffer | string): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}
