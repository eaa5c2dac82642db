import type { Collection } from "../engine/catalog";
import { idIndex } from "../engine/catalog";
import { insertDocument, replaceDocument } from "../engine/writeDocument";
import { isSubdocument } from "../engine/indexKeys";
import { StoreError } from "../errors";
import type { Doc } from "../semantics";
import { applyUpdate, refuseUnsupported } from "../semantics";
import { droppedKey } from "../storage/keyspace";
import type { WritableView } from "../storage/view";
import { dropCollection } from "./collections";
import type { CommandContext } from "./command";
import { prepareDocument } from "./insert";
import { firstMatch } from "./update";

/** What `$out` or `$merge` hands over at the end of a pipeline. */
interface WriteStage {
  mode: "out" | "merge";
  spec: unknown;
  docs: Doc[];
}

/** @throws StoreError as the stage would in MongoDB; `$out` changes nothing then */
export async function writeStage(context: CommandContext, stage: WriteStage): Promise<void> {
  if (stage.mode === "out") await replaceAll(targetOf(context, stage.spec), stage.docs);
  else await mergeAll(targetOf(context, isSubdocument(stage.spec) ? stage.spec["into"] : stage.spec), stage);
}

interface Target {
  context: CommandContext;
  name: string;
}

function targetOf(context: CommandContext, into: unknown): Target {
  if (typeof into === "string") return { context, name: into };
  if (isSubdocument(into) && typeof into["coll"] === "string") {
    const database = typeof into["db"] === "string" ? into["db"] : context.database;
    return { context: { ...context, database }, name: into["coll"] };
  }
  throw new StoreError(16990, "Location16990", "$out and $merge need a string or {db, coll} to write into");
}

/** `$out`: the new documents under a new number, with the old indexes, take the old collection's place in one commit. */
async function replaceAll({ context, name }: Target, docs: Doc[]): Promise<void> {
  const { engine, database } = context;
  const failure = await engine.write(undefined, (view) => {
    const before = engine.catalog.find(view, database, name);
    const indexes = (before?.indexes ?? [idIndex()]).map((index) =>
      index.name === "_id_" ? index : { ...index, number: engine.catalog.newNumber() },
    );
    if (before) dropCollection(view, context, before);
    const uuid = before?.uuid ?? engine.newUuid();
    const after = engine.catalog.save(view, { database, name, number: engine.catalog.newNumber(), uuid, indexes });
    const error = fill(view, after, docs);
    if (error) undo(view, { context, before, after });
    return error;
  });
  if (failure) throw failure;
}

function fill(view: WritableView, collection: Collection, docs: Doc[]): StoreError | undefined {
  try {
    for (const doc of docs) insertDocument(view, collection, prepareDocument(doc));
    return undefined;
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
}

/** Gives the old collection its name back and leaves the new rows to the sweeper. */
function undo(
  view: WritableView,
  { context, before, after }: { context: CommandContext; before: Collection | undefined; after: Collection },
): void {
  dropCollection(view, context, after);
  if (!before) return;
  context.engine.catalog.save(view, before);
  view.remove(droppedKey("document", before.number));
  for (const index of before.indexes) if (!index.isId) view.remove(droppedKey("index", index.number));
}

interface Merge {
  on: string[];
  whenMatched: unknown;
  whenNotMatched: unknown;
  variables: Doc | undefined;
}

async function mergeAll({ context, name }: Target, stage: WriteStage): Promise<void> {
  const spec = isSubdocument(stage.spec) ? stage.spec : {};
  const on = spec["on"] ?? "_id";
  const merge: Merge = {
    on: (Array.isArray(on) ? on : [on]) as string[],
    whenMatched: spec["whenMatched"] ?? "merge",
    whenNotMatched: spec["whenNotMatched"] ?? "insert",
    variables: spec["let"] as Doc | undefined,
  };
  const rest = [...stage.docs];
  await context.engine.write(undefined, (view) => {
    const collection = context.engine.ensureCollection(view, context.database, name);
    requireUniqueKey(collection, merge.on);
    for (let doc = rest[0]; doc; rest.shift(), doc = rest[0]) mergeOne(view, { context, collection }, { doc, merge });
  });
}

function requireUniqueKey(collection: Collection, on: string[]): void {
  const wanted = [...on].sort().join("\n");
  const found = collection.indexes.some(
    (index) => (index.unique || index.isId) && Object.keys(index.key).sort().join("\n") === wanted,
  );
  if (found) return;
  throw new StoreError(51183, "Location51183", "Cannot find index to verify that join fields will be unique");
}

function mergeOne(
  view: WritableView,
  { context, collection }: { context: CommandContext; collection: Collection },
  { doc, merge }: { doc: Doc; merge: Merge },
): void {
  const filter = Object.fromEntries(merge.on.map((field) => [field, { $eq: doc[field] ?? null }]));
  const found = firstMatch(view, context, { collection, find: { filter } });
  if (!found) {
    insertUnmatched(view, collection, { doc, merge });
    return;
  }
  const after = mergedDocument(found.doc, { doc, merge, now: context.now });
  if (!after) return;
  refuseUnsupported(after);
  replaceDocument(view, collection, { key: found.key, doc: found.doc, after });
}

function insertUnmatched(view: WritableView, collection: Collection, { doc, merge }: { doc: Doc; merge: Merge }): void {
  if (merge.whenNotMatched === "discard") return;
  if (merge.whenNotMatched === "fail") {
    throw new StoreError(
      13113,
      "MergeStageNoMatchingDocument",
      "$merge could not find a matching document in the target collection for at least one document in the source collection",
    );
  }
  insertDocument(view, collection, prepareDocument(doc));
}

function mergedDocument(old: Doc, { doc, merge, now }: { doc: Doc; merge: Merge; now: Date }): Doc | undefined {
  if (Array.isArray(merge.whenMatched)) {
    const variables = { ...merge.variables, new: doc };
    return applyUpdate(old, { update: merge.whenMatched as Doc[], filter: {}, variables, now }).doc;
  }
  switch (merge.whenMatched) {
    case "replace":
      return { ...doc, _id: old["_id"] };
    case "merge":
      return { ...old, ...doc, _id: old["_id"] };
    case "keepExisting":
      return undefined;
    case "fail":
      throw new StoreError(11000, "DuplicateKey", "$merge with whenMatched: fail found an existing document");
    default:
      throw new StoreError(
        2,
        "BadValue",
        `Enumeration value '${String(merge.whenMatched)}' for field '$merge.whenMatched' is not a valid value.`,
      );
  }
}
