import { StoreError } from "../errors";
import {
  documentKey,
  droppedKey,
  flagKey,
  idOfIndexRow,
  indexPrefix,
  kindBounds,
  readDroppedKey,
} from "../storage/keyspace";
import { endOfPrefix, prefixRange } from "../storage/view";
import type { KeyRange } from "../storage/view";
import { Candidate } from "./candidates";
import type { Collection, Index } from "./catalog";
import type { Engine } from "./engine";
import { encodePart } from "./indexKeys";
import { Tidying } from "./tidying";
import { removeDocument } from "./writeDocument";

const DEFAULT_SECONDS = 60;
const ROWS_AT_ONCE = 500;
const TIDY_MS = 500;

/** What the store does on its own: expired documents, dropped rows, forgotten cursors, sessions and transactions. */
export class Maintenance {
  #seconds = DEFAULT_SECONDS;
  #timer: NodeJS.Timeout | undefined;
  #tidyTimer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  readonly #tidying: Tidying;

  constructor(readonly engine: Engine) {
    this.#tidying = new Tidying(engine);
  }

  start(): void {
    this.#wait();
    this.#tidyTimer = setInterval(() => void this.#inTurn(() => this.tidy()), TIDY_MS);
    this.#tidyTimer.unref();
  }

  #wait(): void {
    this.#timer = setTimeout(() => void this.#tick(), this.#seconds * 1000);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    clearInterval(this.#tidyTimer);
    this.#timer = undefined;
    this.#tidying.stop();
    await this.#running;
  }

  /** @returns the interval before, in seconds */
  setInterval(seconds: number): number {
    const was = this.#seconds;
    this.#seconds = seconds;
    if (this.#timer) {
      clearTimeout(this.#timer);
      this.#wait();
    }
    return was;
  }

  async #tick(): Promise<void> {
    await this.#inTurn(() => this.run());
    if (this.#timer) this.#wait();
  }

  /** One thing at a time. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#running = this.#running.then(work).catch((error: unknown) => {
      this.engine.options.log(`maintenance failed: ${error instanceof Error ? error.message : String(error)}`);
    });
    return this.#running;
  }

  tidy(): Promise<void> {
    return this.#tidying.run();
  }

  /** One round. */
  async run(): Promise<void> {
    const now = this.engine.options.now();
    this.engine.cursors.sweep(now);
    await this.engine.sessions.sweep(now);
    await this.#removeExpired(now);
    await this.#sweepDropped();
  }

  async #removeExpired(now: Date): Promise<void> {
    const { catalog, environment } = this.engine;
    for (const collection of catalog.list(environment.latest)) {
      for (const index of collection.indexes) {
        if (index.expireAfterSeconds === undefined) continue;
        while ((await this.#removeSomeExpired(collection, index, now)) >= ROWS_AT_ONCE);
      }
    }
  }

  /** @returns how many documents were looked at */
  #removeSomeExpired(collection: Collection, index: Index, now: Date): Promise<number> {
    const limit = new Date(now.getTime() - (index.expireAfterSeconds ?? 0) * 1000);
    return this.engine.write(undefined, (view) => {
      const current = this.engine.catalog.find(view, collection.database, collection.name);
      if (!current?.indexes.some((candidate) => candidate.number === index.number)) return 0;
      let seen = 0;
      for (const row of view.range(expiredRange(index, limit))) {
        if (++seen > ROWS_AT_ONCE) break;
        const key = documentKey(current.number, idOfIndexRow(row));
        const bytes = view.get(key);
        if (bytes) removeDocument(view, current, new Candidate(key, bytes));
      }
      return seen;
    });
  }

  /** Deletes rows of dropped collections and indexes, some at a time. */
  async #sweepDropped(): Promise<void> {
    for (const { key } of this.engine.environment.latest.range(prefixRange(droppedKey()))) {
      const { prefix, number } = readDroppedKey(key);
      while (await this.#sweepSome(prefix));
      await this.engine.environment.commit((view) => {
        for (const flag of view.range(prefixRange(flagKey(number)))) view.remove(flag.key);
        view.remove(key);
      });
    }
  }

  #sweepSome(prefix: Buffer): Promise<boolean> {
    return this.engine.environment.commit((view) => {
      let swept = 0;
      for (const row of view.range(prefixRange(prefix))) {
        view.remove(row.key);
        if (++swept >= ROWS_AT_ONCE) return true;
      }
      return false;
    });
  }
}

/** Dates only: other values never expire. */
function expiredRange(index: Index, limit: Date): KeyRange {
  const base = indexPrefix(index.number);
  const [field] = index.fields;
  if (!field) throw new StoreError(1, "InternalError", "a TTL index has one field");
  const last = encodePart(index, field, limit).bytes;
  const dates = kindBounds("date");
  if (!field.descending)
    return { start: Buffer.concat([base, dates.start]), end: Buffer.concat([base, endOfPrefix(last)]) };
  const end = endOfPrefix(Buffer.of(255 - (dates.start[0] ?? 0)));
  return { start: Buffer.concat([base, last]), end: Buffer.concat([base, end]) };
}
