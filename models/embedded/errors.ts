/**
 * A failure in MongoDB's own terms: it travels to the client as `{ok: 0, code, codeName, errmsg}` or as one entry of
 * `writeErrors`. `extra` holds what some codes carry besides: `keyPattern` and `keyValue` (11000), `errorLabels` (112, 251).
 */
export class StoreError extends Error {
  // eslint-disable-next-line max-params -- an error is its code, its name, its sentence and what comes with it
  constructor(
    readonly code: number,
    readonly codeName: string,
    message: string,
    readonly extra?: Record<string, unknown>,
  ) {
    super(message);
    this.name = "StoreError";
  }
}

/** Another process's store answers in this data directory. The message names the way out, `MONGODB_URI`. */
export class StoreInUseError extends Error {
  constructor(readonly dataDir: string) {
    super(
      `The data directory ${dataDir} is in use by another process. Stop that process, or run "npm run store" ` +
        `and set MONGODB_URI to the address it prints so that several processes can share one store.`,
    );
    this.name = "StoreInUseError";
  }
}
