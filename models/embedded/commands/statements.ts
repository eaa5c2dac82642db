import { encodeRecord, readRecord, refuseOlder } from "../engine/sessions";
import { StoreError } from "../errors";
import type { Doc } from "../semantics";
import { sessionKey } from "../storage/keyspace";
import type { View, WritableView } from "../storage/view";
import type { CommandContext } from "./command";

/** Statements per commit: an insert of 100,000 documents must not hold everyone else up. */
const STATEMENTS_PER_COMMIT = 1000;

/** What a write command has done so far. It is the retry record too, so a repeated command goes on where it was. */
export interface Outcome {
  /** Statements dealt with, failed ones included. */
  done: number;
  n: number;
  nModified: number;
  upserted: { index: number; _id: unknown }[];
  writeErrors: Doc[];
}

export interface Statements {
  count: number;
  ordered: boolean;
  /** Runs one statement and adds to the outcome; throws before its document's first write, or not at all. */
  run(view: WritableView, index: number, outcome: Outcome): void;
}

/** Runs the statements of a write command in turn, over as many commits as it takes. */
export async function runStatements(context: CommandContext, statements: Statements): Promise<Outcome> {
  let outcome: Outcome = { done: 0, n: 0, nModified: 0, upserted: [], writeErrors: [] };
  while (!isFinished(outcome, statements)) {
    outcome = await context.engine.write(context.transaction, (view) => {
      outcome = { ...outcome, ...readOutcome(view, context) };
      try {
        runSome(view, { context, statements, outcome });
        return outcome;
      } finally {
        saveOutcome(view, context, outcome);
      }
    });
  }
  return outcome;
}

function isFinished(outcome: Outcome, statements: Statements): boolean {
  return outcome.done >= statements.count || (statements.ordered && outcome.writeErrors.length > 0);
}

interface Run {
  context: CommandContext;
  statements: Statements;
  outcome: Outcome;
}

function runSome(view: WritableView, { context, statements, outcome }: Run): void {
  const last = outcome.done + STATEMENTS_PER_COMMIT;
  while (outcome.done < last && !isFinished(outcome, statements)) {
    try {
      statements.run(view, outcome.done, outcome);
    } catch (error) {
      if (!(error instanceof StoreError) || isForTransaction(context, error)) throw error;
      outcome.writeErrors.push(writeError(outcome.done, error));
      if (context.transaction && context.session) context.engine.sessions.fail(context.session);
    }
    outcome.done++;
    if (context.transaction && outcome.writeErrors.length > 0) outcome.done = statements.count;
  }
}

/** A write conflict speaks of the whole transaction, not of one statement. */
function isForTransaction(context: CommandContext, error: StoreError): boolean {
  return context.transaction !== undefined && error.code === 112;
}

function writeError(index: number, error: StoreError): Doc {
  return { index, code: error.code, errmsg: error.message, ...error.extra };
}

/** A retryable write has a number but no transaction. */
function retryRef(context: CommandContext): { session: Buffer; txnNumber: number } | undefined {
  const { session, txnNumber, transaction } = context;
  return session && txnNumber !== undefined && !transaction ? { session, txnNumber } : undefined;
}

/** What an earlier try of this very command has left. @throws StoreError 225 when the session has moved on */
export function readOutcome(view: View, context: CommandContext): Doc | undefined {
  const ref = retryRef(context);
  if (!ref) return undefined;
  const record = readRecord(view, ref.session);
  refuseOlder(record?.txnNumber, ref.txnNumber);
  return record?.txnNumber === ref.txnNumber ? record.outcome : undefined;
}

/** Written in the same commit as the data: after a crash either both are there or neither. */
export function saveOutcome(view: WritableView, context: CommandContext, outcome: object): void {
  const ref = retryRef(context);
  if (!ref) return;
  const record = { txnNumber: ref.txnNumber, outcome: outcome as Doc, at: context.now };
  view.put(sessionKey(ref.session), encodeRecord(record));
}

/** The fields all write replies share. */
export function outcomeReply(outcome: Outcome): Doc {
  const reply: Doc = { n: outcome.n, ok: 1 };
  if (outcome.writeErrors.length > 0) reply["writeErrors"] = outcome.writeErrors;
  return reply;
}
