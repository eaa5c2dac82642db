/** The request does not come from the platform. The answer tells nothing more. */
export class SignatureError extends Error {
  override name = "SignatureError";
}

/**
 * What to do after the platform refused or could not be reached.
 *
 * `retry`: later, with backoff · `drop`: this recipient or content will never work · `admin`: nothing works until somebody changes the set-up.
 */
export type PlatformFailure = "retry" | "drop" | "admin";

/** A call to a platform that did not succeed. `code` is the platform's own (errcode or HTTP status). */
export class PlatformError extends Error {
  override name = "PlatformError";

  constructor(
    message: string,
    readonly details: { failure: PlatformFailure; code: number | string; call: string; retryAfterMs?: number },
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
