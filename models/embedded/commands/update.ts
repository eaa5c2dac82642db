import { ObjectId } from "bson";
import { Candidate } from "../engine/candidates";
import type { Collection } from "../engine/catalog";
import type { FindRequest } from "../engine/find";
import { prepareFind } from "../engine/find";
import { LockedError } from "../engine/locks";
import { insertDocument, replaceDocument } from "../engine/writeDocument";
import { StoreError } from "../errors";
import type { Doc } from "../semantics";
import { applyUpdate, buildUpsert, compileFilter, normalizeFilter, refuseUnsupported } from "../semantics";
import type { WritableView } from "../storage/view";
import type { Command, CommandContext } from "./command";
import { checkFields, collectionName, optionalDoc, refuseCollation, requiredArray, requiredDoc } from "./fields";
import type { FieldTypes } from "./fields";
import { checkBatch, checkId } from "./insert";
import type { Outcome } from "./statements";
import { outcomeReply, runStatements } from "./statements";
import { variablesOf } from "./variables";

const STATEMENT_FIELDS: FieldTypes = {
  q: "object",
  u: "objectOrArray",
  c: "object",
  upsert: "boolean",
  multi: "boolean",
  hint: "objectOrString",
  arrayFilters: "array",
  collation: "object",
};

export const update: Command = {
  name: "update",
  inTransaction: "allowed",
  fields: { updates: "array", ordered: "boolean", let: "object", bypassDocumentValidation: "boolean" },
  run: async (context, body) => {
    const name = collectionName(body);
    const variables = variablesOf(body);
    const statements = requiredArray("update", body, "updates").map((given) => toStatement(given as Doc, variables));
    checkBatch(statements.length);
    const unfinished: Unfinished = {};
    const outcome = await runStatements(context, {
      count: statements.length,
      ordered: body["ordered"] !== false,
      run: (view, index, result) => {
        const statement = statements[index] as UpdateStatement;
        const target = { context, name, index, unfinished };
        if (statement.multi) updateMany(view, target, { statement, result });
        else updateOne(view, target, { statement, result });
      },
    });
    const reply: Doc = { ...outcomeReply(outcome), nModified: outcome.nModified };
    return outcome.upserted.length > 0 ? { ...reply, upserted: outcome.upserted } : reply;
  },
};

/** One element of `updates`, or the update half of findAndModify. */
export interface UpdateStatement {
  find: FindRequest;
  update: Doc | Doc[];
  arrayFilters: Doc[] | undefined;
  upsert: boolean;
  multi: boolean;
}

function toStatement(given: Doc, variables: Doc | undefined): UpdateStatement {
  checkFields("update.updates", given, STATEMENT_FIELDS);
  refuseCollation(given);
  const multi = given["multi"] === true;
  const change = given["u"] as Doc | Doc[] | undefined;
  if (change === undefined) {
    throw new StoreError(40414, "Location40414", "BSON field 'update.updates.u' is missing but a required field");
  }
  if (multi && !Array.isArray(change) && !Object.keys(change)[0]?.startsWith("$")) {
    throw new StoreError(9, "FailedToParse", "multi update is not supported for replacement-style update");
  }
  return {
    find: {
      filter: requiredDoc("update.updates", given, "q"),
      hint: given["hint"] ?? undefined,
      variables: { ...variables, ...optionalDoc(given, "c") },
    },
    update: change,
    arrayFilters: given["arrayFilters"] as Doc[] | undefined,
    upsert: given["upsert"] === true,
    multi,
  };
}

interface Target {
  context: CommandContext;
  name: string;
  index: number;
  unfinished: Unfinished;
}

/** A multi-update that met a locked row: the documents it has still to do. */
interface Unfinished {
  rest?: Buffer[];
}

interface Work {
  statement: UpdateStatement;
  result: Outcome;
}

function updateOne(view: WritableView, target: Target, { statement, result }: Work): void {
  const { engine, database, now } = target.context;
  const collection = engine.catalog.find(view, database, target.name);
  const found = collection && firstMatch(view, target.context, { collection, find: statement.find });
  if (collection && found) {
    countChange(result, changeDocument(view, collection, { found, statement, now }));
  } else if (statement.upsert) {
    upsert(view, target, { statement, result });
  }
}

/** The first document a filter finds, inside a write. */
export function firstMatch(
  view: WritableView,
  context: CommandContext,
  request: { collection: Collection; find: FindRequest },
): Candidate | undefined {
  const find = { ...request.find, limit: 1 };
  const prepared = prepareFind(context.engine.reading(view), request.collection, find);
  for (const candidate of prepared.run()) return candidate;
  return undefined;
}

function updateMany(view: WritableView, target: Target, { statement, result }: Work): void {
  const { engine, database, now } = target.context;
  const collection = engine.catalog.find(view, database, target.name);
  // All matches are found before the first is changed: a change may move a document to where the search has yet to come.
  target.unfinished.rest ??= collection ? matchingKeys(view, target.context, { collection, find: statement.find }) : [];
  const { rest } = target.unfinished;
  if (!collection || rest.length === 0) {
    target.unfinished.rest = undefined;
    if (statement.upsert) upsert(view, target, { statement, result });
    return;
  }
  const matches = compileFilter(normalizeFilter(statement.find.filter), { variables: statement.find.variables });
  untilLockedOrDone(target.unfinished, (key) => {
    const bytes = view.get(key);
    const found = bytes && new Candidate(key, bytes);
    if (found && matches(found.doc)) countChange(result, changeDocument(view, collection, { found, statement, now }));
  });
}

/** A locked row leaves the rest to be done after the wait; any other end leaves nothing. */
function untilLockedOrDone(unfinished: Unfinished, change: (key: Buffer) => void): void {
  const rest = unfinished.rest ?? [];
  try {
    for (const key of [...rest]) {
      change(key);
      rest.shift();
    }
    unfinished.rest = undefined;
  } catch (error) {
    if (!(error instanceof LockedError)) unfinished.rest = undefined;
    throw error;
  }
}

function countChange(result: Outcome, { changed }: { changed: boolean }): void {
  result.n++;
  if (changed) result.nModified++;
}

export function matchingKeys(
  view: WritableView,
  context: CommandContext,
  request: { collection: Collection; find: FindRequest },
): Buffer[] {
  const prepared = prepareFind(context.engine.reading(view), request.collection, request.find);
  return [...prepared.run()].map((candidate) => candidate.key);
}

/** Applies an update to one document and stores it. */
export function changeDocument(
  view: WritableView,
  collection: Collection,
  { found, statement, now }: { found: Candidate; statement: UpdateStatement; now: Date },
): { after: Doc; changed: boolean } {
  const { find, update: change, arrayFilters } = statement;
  const request = { update: change, filter: find.filter, arrayFilters, variables: find.variables, now };
  const { doc: after, changed } = applyUpdate(found.doc, request);
  view.lock(found.key);
  if (changed) {
    refuseUnsupported(after);
    replaceDocument(view, collection, { key: found.key, doc: found.doc, after });
  }
  return { after, changed };
}

function upsert(view: WritableView, target: Target, { statement, result }: Work): void {
  const doc = insertUpsert(view, target, statement);
  result.n++;
  result.upserted.push({ index: target.index, _id: doc["_id"] });
}

/** Inserts the document an update asks for when it finds none. */
export function insertUpsert(
  view: WritableView,
  { context, name }: Pick<Target, "context" | "name">,
  statement: UpdateStatement,
): Doc {
  const { find, update: change, arrayFilters } = statement;
  const request = { update: change, filter: find.filter, arrayFilters, variables: find.variables, now: context.now };
  const doc = buildUpsert({ ...request, newId: () => new ObjectId() });
  checkId(doc["_id"]);
  refuseUnsupported(doc);
  insertDocument(view, context.engine.ensureCollection(view, context.database, name), doc);
  return doc;
}
