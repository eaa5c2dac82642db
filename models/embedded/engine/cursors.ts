import { StoreError } from "../errors";
import { MAX_DOCUMENT_BYTES } from "../storage/documents";

const IDLE_MS = 10 * 60_000;
const DEFAULT_FIRST_BATCH = 101;

/** An open cursor: encoded documents on demand. */
export interface Cursor {
  id: number;
  namespace: string;
  source: Iterator<Buffer>;
  /** A document that was read to see whether there is one. */
  ahead: Buffer | undefined;
  /** Hex of the session it was opened in. */
  session: string | undefined;
  /** The connection that read from it last. */
  connectionId: number;
  usedAt: Date;
}

export interface Batch {
  documents: Buffer[];
  /** 0 when there is nothing more. */
  id: number;
}

/** Cursors between two pages. Ids are small: the driver reads a large one back rounded. */
export class Cursors {
  readonly #open = new Map<number, Cursor>();
  #lastId = 0;

  get size(): number {
    return this.#open.size;
  }

  /** Reads the first batch and keeps the cursor only if there is more. */
  first(opened: Omit<Cursor, "id" | "ahead">, request: FirstBatch): Batch {
    const cursor: Cursor = { ...opened, id: ++this.#lastId, ahead: undefined };
    const documents = read(cursor, request.batchSize ?? DEFAULT_FIRST_BATCH);
    if (request.single || isExhausted(cursor)) return { documents, id: 0 };
    this.#open.set(cursor.id, cursor);
    return { documents, id: cursor.id };
  }

  /** @throws StoreError 43 when the cursor has ended, 13 when it belongs to another session or collection */
  next(id: number, request: NextBatch): Batch {
    const cursor = this.#open.get(id);
    if (!cursor) throw new StoreError(43, "CursorNotFound", `cursor id ${id} not found`);
    if (cursor.namespace !== request.namespace || cursor.session !== request.session) {
      const message = `Requested getMore on cursor id ${id}, which belongs to another session or namespace`;
      throw new StoreError(13, "Unauthorized", message);
    }
    cursor.usedAt = request.now;
    cursor.connectionId = request.connectionId;
    const documents = read(cursor, request.batchSize || Infinity);
    if (!isExhausted(cursor)) return { documents, id };
    this.#open.delete(id);
    return { documents, id: 0 };
  }

  /** @returns whether there was such a cursor */
  kill(id: number): boolean {
    return this.#open.delete(id);
  }

  endSession(session: string): void {
    this.#endWhere((cursor) => cursor.session === session);
  }

  leave(connectionId: number): void {
    this.#endWhere((cursor) => cursor.connectionId === connectionId);
  }

  sweep(now: Date): void {
    this.#endWhere((cursor) => now.getTime() - cursor.usedAt.getTime() > IDLE_MS);
  }

  #endWhere(isOver: (cursor: Cursor) => boolean): void {
    for (const cursor of this.#open.values()) if (isOver(cursor)) this.#open.delete(cursor.id);
  }
}

interface FirstBatch {
  batchSize: number | undefined;
  single: boolean;
}

interface NextBatch {
  batchSize: number | undefined;
  namespace: string;
  session: string | undefined;
  connectionId: number;
  now: Date;
}

/** As many documents as asked for, but no more than fit into one reply. */
function read(cursor: Cursor, count: number): Buffer[] {
  const documents: Buffer[] = [];
  let bytes = 0;
  while (documents.length < count && !isExhausted(cursor)) {
    const next = cursor.ahead as Buffer;
    bytes += next.length;
    if (documents.length > 0 && bytes > MAX_DOCUMENT_BYTES) break;
    documents.push(next);
    cursor.ahead = undefined;
  }
  return documents;
}

function isExhausted(cursor: Cursor): boolean {
  if (cursor.ahead) return false;
  const next = cursor.source.next();
  if (next.done) return true;
  cursor.ahead = next.value;
  return false;
}
