import { Binary, UUID } from "bson";
import type { TransactionRef } from "../engine/sessions";
import { SESSION_LIFETIME_MINUTES } from "../engine/sessions";
import { StoreError } from "../errors";
import type { Doc } from "../semantics";
import type { Command, CommandContext } from "./command";
import { requiredArray } from "./fields";

export const commitTransaction: Command = {
  name: "commitTransaction",
  fields: { recoveryToken: "object" },
  run: async (context) => {
    await context.engine.sessions.commit(refOf(context), context.now);
    return { ok: 1 };
  },
};

export const abortTransaction: Command = {
  name: "abortTransaction",
  fields: { recoveryToken: "object" },
  run: (context) => {
    context.engine.sessions.abort(refOf(context));
    return { ok: 1 };
  },
};

function refOf(context: CommandContext): TransactionRef {
  const { session, txnNumber } = context;
  if (session && txnNumber !== undefined) return { session, txnNumber };
  throw new StoreError(125, "CommandFailed", "a transaction command must be run within a transaction");
}

export const startSession: Command = {
  name: "startSession",
  fields: {},
  run: () => ({ id: { id: new UUID() }, timeoutMinutes: SESSION_LIFETIME_MINUTES, ok: 1 }),
};

export const refreshSessions: Command = { name: "refreshSessions", fields: {}, run: () => ({ ok: 1 }) };

export const endSessions: Command = {
  name: "endSessions",
  fields: {},
  run: (context, body) => end(context, body, "endSessions"),
};

export const killSessions: Command = {
  name: "killSessions",
  fields: {},
  run: (context, body) => end(context, body, "killSessions"),
};

function end({ engine }: CommandContext, body: Doc, name: string): Doc {
  for (const session of requiredArray(name, body, name)) {
    const { id } = session as Doc;
    if (!(id instanceof Binary)) continue;
    const bytes = Buffer.from(id.value());
    engine.sessions.end(bytes);
    engine.cursors.endSession(bytes.toString("hex"));
  }
  return { ok: 1 };
}
