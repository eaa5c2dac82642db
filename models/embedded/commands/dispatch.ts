import { Binary, serialize } from "bson";
import type { Engine } from "../engine/engine";
import { StoreError } from "../errors";
import type { Doc } from "../semantics";
import { encodeDocument } from "../storage/documents";
import type { Request } from "../wire/messages";
import type { Command, CommandContext, Reply } from "./command";
import { checkCommandFields, optionalDoc, optionalNumber } from "./fields";
import { commandNamed } from "./index";
import { checkReadConcern, writeConcernError } from "./writeConcern";

/** Runs a request to its encoded reply. Failures are replies too. */
export async function answer(engine: Engine, request: Request, connectionId: number): Promise<Buffer> {
  try {
    const reply = await engine.gate.pass(() => runCommand(engine, request, connectionId));
    return Buffer.isBuffer(reply) ? reply : encodeDocument(reply);
  } catch (error) {
    return Buffer.from(serialize(errorReply(engine, request, error)));
  }
}

async function runCommand(engine: Engine, request: Request, connectionId: number): Promise<Reply> {
  const { body } = request;
  const name = Object.keys(body)[0] ?? "";
  const command = commandNamed(name);
  if (!command) throw new StoreError(59, "CommandNotFound", `no such command: '${name}'`);
  if (!command.ignoresUnknown) checkCommandFields(command.name, body, command.fields);
  checkReadConcern(body);
  const context = contextOf(engine, request, { command, connectionId });
  try {
    return withConcern(await command.run(context, body), writeConcernError(body));
  } catch (error) {
    // An error inside a transaction ends it, as in MongoDB: what follows is told so by 251.
    if (context.transaction && context.session) engine.sessions.fail(context.session);
    throw error;
  }
}

function withConcern(reply: Reply, failed: Doc | undefined): Reply {
  return failed && !Buffer.isBuffer(reply) ? { ...reply, writeConcernError: failed } : reply;
}

function contextOf(
  engine: Engine,
  request: Request,
  { command, connectionId }: { command: Command; connectionId: number },
): CommandContext {
  const { body } = request;
  const session = sessionOf(body);
  const txnNumber = optionalNumber(body, "txnNumber");
  const now = engine.options.now();
  const limit = optionalNumber(body, "maxTimeMS");
  const deadline = limit ? performance.now() + limit : undefined;
  const context = { engine, database: request.database, connectionId, now, session, txnNumber, deadline };
  if (body["autocommit"] !== false || endsTransaction(command)) return { ...context, transaction: undefined };
  if (!session || txnNumber === undefined) {
    throw new StoreError(72, "InvalidOptions", "'autocommit' field requires a transaction number to also be specified");
  }
  refuseInTransaction(command);
  const ref = { session, txnNumber };
  const starts = body["startTransaction"] === true;
  const speaker = { now, connectionId };
  const transaction = starts ? engine.sessions.begin(ref, speaker) : engine.sessions.continue(ref, speaker);
  return { ...context, transaction };
}

function endsTransaction(command: Command): boolean {
  return command.name === "commitTransaction" || command.name === "abortTransaction";
}

function refuseInTransaction(command: Command): void {
  if (command.inTransaction === "allowed") return;
  const message = `Cannot run '${command.name}' in a multi-document transaction.`;
  throw new StoreError(263, "OperationNotSupportedInTransaction", message);
}

function sessionOf(body: Doc): Buffer | undefined {
  const id = optionalDoc(body, "lsid")?.["id"];
  return id instanceof Binary ? Buffer.from(id.value()) : undefined;
}

function errorReply(engine: Engine, request: Request, error: unknown): Doc {
  if (error instanceof StoreError) {
    return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.extra };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  engine.options.log(`command ${Object.keys(request.body)[0]} failed: ${text}`);
  const errmsg = error instanceof Error ? error.message : "internal error";
  return { ok: 0, errmsg, code: 1, codeName: "InternalError" };
}
