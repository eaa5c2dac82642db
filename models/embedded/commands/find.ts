import { Long } from "bson";
import type { Candidate } from "../engine/candidates";
import type { FindRequest } from "../engine/find";
import { prepareFind } from "../engine/find";
import { StoreError } from "../errors";
import type { Doc } from "../semantics";
import { compileFilter, compileProjection, fieldsOfProjection, normalizeFilter } from "../semantics";
import { encodeDocument, toFieldNames } from "../storage/documents";
import { encodeCursorReply } from "../wire/rawBson";
import type { Command, CommandContext, Reply } from "./command";
import { readingOf } from "./command";
import { collectionName, optionalDoc, optionalNumber } from "./fields";
import { variablesOf } from "./variables";

export const find: Command = {
  name: "find",
  inTransaction: "allowed",
  fields: {
    filter: "object",
    sort: "object",
    projection: "object",
    hint: "objectOrString",
    skip: "number",
    limit: "number",
    batchSize: "number",
    singleBatch: "boolean",
    let: "object",
    allowDiskUse: "boolean",
    noCursorTimeout: "boolean",
    allowPartialResults: "boolean",
    oplogReplay: "boolean",
    tailable: "boolean",
    awaitData: "boolean",
    min: "object",
    max: "object",
    returnKey: "boolean",
    showRecordId: "boolean",
  },
  run: runFind,
};

/** The read a find command describes. @throws StoreError for values MongoDB refuses */
export function findRequest(body: Doc): FindRequest {
  return {
    filter: optionalDoc(body, "filter") ?? {},
    sort: optionalDoc(body, "sort"),
    skip: nonNegative(body, "skip"),
    limit: Math.abs(optionalNumber(body, "limit") ?? 0),
    hint: body["hint"] ?? undefined,
    variables: variablesOf(body),
  };
}

function nonNegative(body: Doc, field: string): number | undefined {
  const value = optionalNumber(body, field);
  if (value === undefined || value >= 0) return value;
  throw new StoreError(51024, "Location51024", `BSON field '${field}' value must be >= 0, actual value '${value}'`);
}

function runFind(context: CommandContext, body: Doc): Reply {
  refuseUnsupportedOptions(body);
  const name = collectionName(body);
  const request = findRequest(body);
  const reading = readingOf(context);
  const collection = context.engine.catalog.find(reading.view, context.database, name);
  const found = collection ? prepareFind(reading, collection, request).run() : nothing(request);
  const source = encodeAll(found, encoderOf(body, request));
  const single = body["singleBatch"] === true || (optionalNumber(body, "limit") ?? 0) < 0;
  const batch = { batchSize: nonNegative(body, "batchSize"), single };
  const reply = openCursor(context, { namespace: `${context.database}.${name}`, source }, batch);
  // The limit counts the work, not the time the client lets pass between two pages.
  reading.deadline = undefined;
  return reply;
}

/** A missing collection has no documents, but a filter must be right all the same. */
function nothing(request: FindRequest): IterableIterator<Candidate> {
  compileFilter(normalizeFilter(request.filter), { variables: request.variables });
  return [][Symbol.iterator]();
}

function refuseUnsupportedOptions(body: Doc): void {
  if (body["tailable"] === true || body["awaitData"] === true) {
    throw new StoreError(2, "BadValue", "error processing query: tailable cursor requested on non capped collection");
  }
  const refused = ["min", "max", "returnKey", "showRecordId"].find((field) => body[field]);
  if (!refused) return;
  throw new StoreError(238, "NotImplemented", `find option '${refused}' is not supported by the embedded store`);
}

function encoderOf(body: Doc, request: FindRequest): (candidate: Candidate) => Buffer {
  const projection = optionalDoc(body, "projection");
  if (!projection || Object.keys(projection).length === 0) return (candidate) => candidate.bytes;
  const project = compileProjection(projection, { variables: request.variables, filter: request.filter });
  const read = fieldsOfProjection(projection);
  const names = read && toFieldNames(read);
  return (candidate) => encodeDocument(project(candidate.fields(names)));
}

function* encodeAll(found: Iterable<Candidate>, encode: (candidate: Candidate) => Buffer): IterableIterator<Buffer> {
  for (const candidate of found) yield encode(candidate);
}

/** Answers with a first batch and keeps the rest, until the client or its transaction has done with it. */
export function openCursor(
  context: CommandContext,
  cursor: { namespace: string; source: Iterator<Buffer> },
  request: { batchSize: number | undefined; single: boolean },
): Buffer {
  const { engine, session, txnNumber, connectionId } = context;
  const opened = { ...cursor, session: session?.toString("hex"), connectionId, usedAt: context.now };
  const batch = engine.cursors.first(opened, request);
  if (batch.id !== 0 && context.transaction && session && txnNumber !== undefined) {
    engine.sessions.onEnd({ session, txnNumber }, () => engine.cursors.kill(batch.id));
  }
  return encodeCursorReply({ field: "firstBatch", namespace: cursor.namespace, ...batch });
}

export const getMore: Command = {
  name: "getMore",
  inTransaction: "allowed",
  fields: { collection: "string", batchSize: "number", term: "number" },
  run: (context, body) => {
    const namespace = `${context.database}.${String(body["collection"])}`;
    const batch = context.engine.cursors.next(Number(body["getMore"]), {
      batchSize: nonNegative(body, "batchSize"),
      namespace,
      session: context.session?.toString("hex"),
      connectionId: context.connectionId,
      now: context.now,
    });
    return encodeCursorReply({ field: "nextBatch", namespace, ...batch });
  },
};

export const killCursors: Command = {
  name: "killCursors",
  inTransaction: "allowed",
  fields: { cursors: "array" },
  run: (context, body) => {
    const ids = (Array.isArray(body["cursors"]) ? body["cursors"] : []).map(Number);
    const killed = ids.filter((id) => context.engine.cursors.kill(id));
    const missing = ids.filter((id) => !killed.includes(id));
    const asLongs = (list: number[]) => list.map((id) => Long.fromNumber(id));
    return {
      cursorsKilled: asLongs(killed),
      cursorsNotFound: asLongs(missing),
      cursorsAlive: [],
      cursorsUnknown: [],
      ok: 1,
    };
  },
};
