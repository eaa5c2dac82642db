import { removeDocument } from "../engine/writeDocument";
import { StoreError } from "../errors";
import type { Doc } from "../semantics";
import { compileProjection } from "../semantics";
import type { WritableView } from "../storage/view";
import type { Command, CommandContext } from "./command";
import { collectionName, optionalDoc } from "./fields";
import { readOutcome, saveOutcome } from "./statements";
import type { UpdateStatement } from "./update";
import { changeDocument, firstMatch, insertUpsert } from "./update";
import { variablesOf } from "./variables";

export const findAndModify: Command = {
  name: "findAndModify",
  aliases: ["findandmodify"],
  inTransaction: "allowed",
  fields: {
    query: "object",
    sort: "object",
    remove: "boolean",
    update: "objectOrArray",
    new: "boolean",
    fields: "object",
    upsert: "boolean",
    arrayFilters: "array",
    hint: "objectOrString",
    let: "object",
    bypassDocumentValidation: "boolean",
  },
  run: (context, body) => {
    const name = collectionName(body);
    const statement = toStatement(body);
    return context.engine.write(context.transaction, (view) => {
      const known = readOutcome(view, context);
      if (known) return known;
      const reply = modify(view, { context, name, body, statement });
      saveOutcome(view, context, reply);
      return reply;
    });
  },
};

function toStatement(body: Doc): UpdateStatement {
  const change = body["update"] as Doc | Doc[] | undefined;
  const remove = body["remove"] === true;
  if (remove === (change !== undefined)) {
    const message = remove
      ? "Cannot specify both an update and remove=true"
      : "Either an update or remove=true must be specified";
    throw new StoreError(9, "FailedToParse", message);
  }
  if (remove && (body["new"] === true || body["upsert"] === true)) {
    throw new StoreError(9, "FailedToParse", "Cannot specify both new=true or upsert=true and remove=true");
  }
  return {
    find: {
      filter: optionalDoc(body, "query") ?? {},
      sort: optionalDoc(body, "sort"),
      hint: body["hint"] ?? undefined,
      variables: variablesOf(body),
    },
    update: change ?? {},
    arrayFilters: body["arrayFilters"] as Doc[] | undefined,
    upsert: body["upsert"] === true,
    multi: false,
  };
}

interface Modification {
  context: CommandContext;
  name: string;
  body: Doc;
  statement: UpdateStatement;
}

function modify(view: WritableView, modification: Modification): Doc {
  const { context, name, body, statement } = modification;
  const collection = context.engine.catalog.find(view, context.database, name);
  const found = collection && firstMatch(view, context, { collection, find: statement.find });
  const project = projectionOf(body, statement);
  if (!collection || !found) return modifyMissing(view, modification, project);
  if (body["remove"] === true) {
    removeDocument(view, collection, found);
    return { lastErrorObject: { n: 1 }, value: project(found.doc), ok: 1 };
  }
  const { after } = changeDocument(view, collection, { found, statement, now: context.now });
  const value = body["new"] === true ? after : found.doc;
  return { lastErrorObject: { n: 1, updatedExisting: true }, value: project(value), ok: 1 };
}

function modifyMissing(view: WritableView, modification: Modification, project: (doc: Doc) => Doc): Doc {
  const { context, name, body, statement } = modification;
  if (body["remove"] === true) return { lastErrorObject: { n: 0 }, value: null, ok: 1 };
  if (!statement.upsert) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null, ok: 1 };
  const doc = insertUpsert(view, { context, name }, statement);
  const lastErrorObject = { n: 1, updatedExisting: false, upserted: doc["_id"] };
  return { lastErrorObject, value: body["new"] === true ? project(doc) : null, ok: 1 };
}

function projectionOf(body: Doc, statement: UpdateStatement): (doc: Doc) => Doc {
  const projection = optionalDoc(body, "fields");
  if (!projection || Object.keys(projection).length === 0) return (doc) => doc;
  return compileProjection(projection, { variables: statement.find.variables, filter: statement.find.filter });
}

/** The read half of the command, for `explain`. */
export function findHalf(body: Doc): UpdateStatement["find"] {
  return toStatement(body).find;
}
