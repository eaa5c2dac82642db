import { serialize } from "bson";
import { StoreError } from "../errors";
import type { Doc } from "../semantics";
import { decodeDocument } from "../storage/documents";
import type { Environment } from "../storage/environment";
import { sessionKey } from "../storage/keyspace";
import type { View } from "../storage/view";
import { prefixRange } from "../storage/view";
import type { LockTable } from "./locks";
import { Transaction } from "./transaction";

/** MongoDB's limits: a transaction lives a minute, a session is forgotten half an hour after its last write. */
const TRANSACTION_LIFETIME_MS = 60_000;
export const SESSION_LIFETIME_MINUTES = 30;
const MAX_OPEN_TRANSACTIONS = 400;
const SWEPT_AT_ONCE = 500;

/** What a session wrote last, kept in the same commit as the data it speaks of. */
export interface SessionRecord {
  txnNumber: number;
  /** A transaction that was committed. */
  committed?: boolean;
  /** A retryable write: the reply as far as it is known, to be given again. */
  outcome?: Doc;
  at: Date;
}

interface OpenTransaction {
  txnNumber: number;
  transaction: Transaction;
  startedAt: Date;
  /** The connection that spoke in it last; a driver may send each command over another. */
  connectionId: number;
  /** Cursors opened inside end with it. */
  onEnd: (() => void)[];
}

export interface TransactionRef {
  session: Buffer;
  txnNumber: number;
}

/** Who sends a command, and when. */
interface Speaker {
  now: Date;
  connectionId: number;
}

export function readRecord(view: View, session: Buffer): SessionRecord | undefined {
  const bytes = view.get(sessionKey(session));
  return bytes && (decodeDocument(bytes) as unknown as SessionRecord);
}

/** Not held to the size of a document: an answer may hold a whole one, and must not fail after its data was written. */
export function encodeRecord(record: SessionRecord): Buffer {
  return Buffer.from(serialize(record, { ignoreUndefined: true }));
}

/** @throws StoreError 225 when the session has gone on to a later number */
export function refuseOlder(known: number | undefined, txnNumber: number): void {
  if (known === undefined || known <= txnNumber) return;
  const message = `Retryable write or transaction with txnNumber ${txnNumber} is prohibited on session because a newer one with txnNumber ${known} has already started on this session.`;
  throw new StoreError(225, "TransactionTooOld", message);
}

function noSuchTransaction(txnNumber: number): StoreError {
  const message = `Given transaction number ${txnNumber} does not match any in-progress transactions.`;
  return new StoreError(251, "NoSuchTransaction", message, { errorLabels: ["TransientTransactionError"] });
}

/** The open transactions, and what was last committed, by session. */
export class Sessions {
  readonly #open = new Map<string, OpenTransaction>();
  readonly #lastNumber = new Map<string, { txnNumber: number; committed: boolean }>();

  constructor(
    readonly environment: Environment,
    readonly locks: LockTable,
  ) {}

  /** Whether any transaction is under way. */
  get hasOpen(): boolean {
    return this.#open.size > 0;
  }

  /** @throws StoreError 225 for an old number, 50911 when it is already under way, 112 when too many are open */
  begin(ref: TransactionRef, { now, connectionId }: Speaker): Transaction {
    const text = ref.session.toString("hex");
    const known = this.#open.get(text)?.txnNumber ?? this.#lastNumber.get(text)?.txnNumber;
    refuseOlder(known ?? readRecord(this.environment.latest, ref.session)?.txnNumber, ref.txnNumber);
    if (known === ref.txnNumber) {
      const message = `Cannot start transaction with txnNumber ${ref.txnNumber} on a session that has already used it.`;
      throw new StoreError(50911, "Location50911", message);
    }
    this.#abort(text);
    if (this.#open.size >= MAX_OPEN_TRANSACTIONS) {
      const message = "Too many transactions are open.";
      throw new StoreError(112, "WriteConflict", message, { errorLabels: ["TransientTransactionError"] });
    }
    const transaction = new Transaction(this.environment, this.locks);
    this.#open.set(text, { txnNumber: ref.txnNumber, transaction, startedAt: now, connectionId, onEnd: [] });
    return transaction;
  }

  /** @throws StoreError 251 when it has ended or never began */
  continue(ref: TransactionRef, { connectionId }: Speaker): Transaction {
    const open = this.#find(ref);
    open.connectionId = connectionId;
    return open.transaction;
  }

  #find(ref: TransactionRef): OpenTransaction {
    const open = this.#open.get(ref.session.toString("hex"));
    if (open?.txnNumber !== ref.txnNumber) throw noSuchTransaction(ref.txnNumber);
    return open;
  }

  onEnd(ref: TransactionRef, action: () => void): void {
    this.#open.get(ref.session.toString("hex"))?.onEnd.push(action);
  }

  /** Committing twice is fine: the driver repeats a commit whose answer it has not seen. */
  async commit(ref: TransactionRef, now: Date): Promise<void> {
    const text = ref.session.toString("hex");
    const open = this.#open.get(text);
    if (open?.txnNumber !== ref.txnNumber) {
      if (this.#wasCommitted(ref)) return;
      throw noSuchTransaction(ref.txnNumber);
    }
    this.#forget(text, open);
    this.#lastNumber.set(text, { txnNumber: ref.txnNumber, committed: false });
    if (open.transaction.changes.size === 0) open.transaction.release();
    else {
      const record = encodeRecord({ txnNumber: ref.txnNumber, committed: true, at: now });
      await open.transaction.commit((view) => view.put(sessionKey(ref.session), record));
    }
    this.#lastNumber.set(text, { txnNumber: ref.txnNumber, committed: true });
  }

  #wasCommitted(ref: TransactionRef): boolean {
    const last = this.#lastNumber.get(ref.session.toString("hex"));
    if (last?.txnNumber === ref.txnNumber) return last.committed;
    const record = readRecord(this.environment.latest, ref.session);
    return record?.txnNumber === ref.txnNumber && record.committed === true;
  }

  /** @throws StoreError 251 when there is nothing to abort */
  abort(ref: TransactionRef): void {
    this.#find(ref);
    this.#abort(ref.session.toString("hex"));
  }

  /** A command inside failed: the transaction is over, and its number used up. */
  fail(session: Buffer): void {
    this.#abort(session.toString("hex"));
  }

  /** The session is over, and its open transaction with it. */
  end(session: Buffer): void {
    this.#abort(session.toString("hex"));
    this.#lastNumber.delete(session.toString("hex"));
  }

  /** What a killed client had begun would hold its rows until its time is up. */
  leave(connectionId: number): void {
    for (const [text, open] of this.#open) if (open.connectionId === connectionId) this.#abort(text);
  }

  #abort(text: string): void {
    const open = this.#open.get(text);
    if (!open) return;
    this.#forget(text, open);
    this.#lastNumber.set(text, { txnNumber: open.txnNumber, committed: false });
    open.transaction.release();
  }

  #forget(text: string, open: OpenTransaction): void {
    this.#open.delete(text);
    for (const action of open.onEnd) action();
  }

  /** Ends what has gone on too long and forgets sessions that have long been silent. */
  async sweep(now: Date): Promise<void> {
    for (const [text, open] of this.#open) {
      if (now.getTime() - open.startedAt.getTime() > TRANSACTION_LIFETIME_MS) this.#abort(text);
    }
    const before = now.getTime() - SESSION_LIFETIME_MINUTES * 60_000;
    if (silentSessions(this.environment.latest, before).length === 0) return;
    await this.environment.commit((view) => {
      // Looked up again inside the commit: a session may have spoken since.
      for (const key of silentSessions(view, before)) {
        this.#lastNumber.delete(key.subarray(1).toString("hex"));
        view.remove(key);
      }
    });
  }

  abortAll(): void {
    for (const text of [...this.#open.keys()]) this.#abort(text);
  }
}

function silentSessions(view: View, before: number): Buffer[] {
  const silent: Buffer[] = [];
  for (const row of view.range(prefixRange(sessionKey()))) {
    if ((decodeDocument(row.value) as unknown as SessionRecord).at.getTime() < before) silent.push(row.key);
    if (silent.length >= SWEPT_AT_ONCE) break;
  }
  return silent;
}
