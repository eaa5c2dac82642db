import { PlatformError } from "../errors";

/** Renewed this long before it ends, so that no call leaves with one that ends under way. */
const MARGIN_MS = 5 * 60_000;
/** Asking again with a wrong secret gets the whole IP address banned for an hour. */
const REFUSAL_HOLDS_MS = 60_000;

export interface LoadedSecret {
  value: string;
  expiresInSeconds: number;
}

/** An access token or ticket: fetched when needed, kept until near its end, asked for once however many wait. */
export interface CachedSecret {
  get(): Promise<string>;
  /** The platform refused this value. One that was renewed meanwhile stays. */
  forget(value: string): void;
}

export function createCachedSecret(load: () => Promise<LoadedSecret>, now: () => Date): CachedSecret {
  let current: { value: string; freshUntil: number } | null = null;
  let refused: { error: PlatformError; until: number } | null = null;
  let loading: Promise<string> | null = null;

  async function renew(): Promise<string> {
    try {
      const { value, expiresInSeconds } = await load();
      const lifeMs = expiresInSeconds * 1000;
      current = { value, freshUntil: now().getTime() + lifeMs - Math.min(MARGIN_MS, lifeMs / 10) };
      return value;
    } catch (error) {
      const isRefusal = error instanceof PlatformError && error.details.failure === "admin";
      if (isRefusal) refused = { error, until: now().getTime() + REFUSAL_HOLDS_MS };
      throw error;
    }
  }

  return {
    async get() {
      const at = now().getTime();
      if (current && at < current.freshUntil) return current.value;
      if (refused && at < refused.until) throw refused.error;
      loading ??= renew().finally(() => {
        loading = null;
      });
      return loading;
    },
    forget(value) {
      if (current?.value === value) current = null;
    },
  };
}
