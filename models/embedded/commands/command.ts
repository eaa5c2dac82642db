import type { Reading } from "../engine/candidates";
import type { Engine } from "../engine/engine";
import type { Transaction } from "../engine/transaction";
import type { Doc } from "../semantics";
import type { View } from "../storage/view";
import type { FieldTypes } from "./fields";

/** The surroundings of one command. */
export interface CommandContext {
  engine: Engine;
  database: string;
  connectionId: number;
  now: Date;
  /** The session's 16 bytes. */
  session: Buffer | undefined;
  /** Set for retryable writes and inside transactions. */
  txnNumber: number | undefined;
  transaction: Transaction | undefined;
  /** When a read gives up, by `performance.now()`. */
  deadline: number | undefined;
}

/** A document to encode, or one that is encoded already. */
export type Reply = Doc | Buffer;

export interface Command {
  /** As MongoDB spells it; `aliases` are other spellings clients send. */
  name: string;
  aliases?: string[];
  /** What it takes besides the fields every command takes. Any other is refused by name. */
  fields: FieldTypes;
  /** Fields of clients that MongoDB ignores here too: the handshake's. */
  ignoresUnknown?: boolean;
  inTransaction?: "allowed" | "refused";
  run(context: CommandContext, body: Doc): Promise<Reply> | Reply;
}

/** What a command reads: the transaction's snapshot and writes, or the latest commit. */
export function viewOf(context: CommandContext): View {
  return context.transaction ?? context.engine.environment.latest;
}

/** The same, ready for a find. */
export function readingOf(context: CommandContext): Reading {
  return context.engine.reading(viewOf(context), context.deadline);
}
