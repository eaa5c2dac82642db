import assert from "node:assert/strict";
import { ClientSession, Collection, Db, MongoClient, MongoServerError } from "mongodb";
import type { AnyBulkWriteOperation, ReadConcernLevel } from "mongodb";
import { matchResult } from "./matchResult";
import type { Case, Doc, Operation } from "./readCases";

type Entities = Map<string, unknown>;

/** Runs one case against a server. @throws AssertionError when an answer or the outcome differs */
export async function runCase(uri: string, test: Case): Promise<void> {
  const internal = await new MongoClient(uri).connect();
  const entities: Entities = new Map();
  try {
    for (const { databaseName, collectionName, documents } of test.initialData) {
      const collection = internal.db(databaseName).collection(collectionName);
      await collection.drop();
      await internal.db(databaseName).createCollection(collectionName);
      if (documents.length > 0) await collection.insertMany(structuredClone(documents));
    }
    for (const entity of test.createEntities) await createEntity(entities, entity, uri);
    for (const operation of test.operations) await runOperation(entities, internal, operation);
    await endSessions(entities);
    for (const { databaseName, collectionName, documents } of test.outcome) {
      const found = await internal.db(databaseName).collection(collectionName).find().sort({ _id: 1 }).toArray();
      assert.deepEqual(found, documents, "the outcome differs");
    }
  } finally {
    await endSessions(entities);
    for (const entity of entities.values()) if (entity instanceof MongoClient) await entity.close();
    await internal.close();
  }
}

async function endSessions(entities: Entities): Promise<void> {
  for (const entity of entities.values()) if (entity instanceof ClientSession) await entity.endSession();
}

async function createEntity(entities: Entities, entity: Record<string, Doc>, uri: string): Promise<void> {
  const [[kind, given] = ["", {} as Doc]] = Object.entries(entity);
  const id = String(given["id"]);
  const options = (given["collectionOptions"] ?? given["databaseOptions"] ?? given["sessionOptions"] ?? {}) as Doc;
  switch (kind) {
    case "client":
      entities.set(id, await new MongoClient(uri, given["uriOptions"] as Doc).connect());
      return;
    case "database":
      entities.set(
        id,
        (entities.get(String(given["client"])) as MongoClient).db(String(given["databaseName"]), options),
      );
      return;
    case "collection":
      entities.set(
        id,
        (entities.get(String(given["database"])) as Db).collection(String(given["collectionName"]), options),
      );
      return;
    case "session":
      entities.set(id, (entities.get(String(given["client"])) as MongoClient).startSession(options));
      return;
    default:
      throw new Error(`the runner has no entity ${kind}`);
  }
}

async function runOperation(entities: Entities, internal: MongoClient, operation: Operation): Promise<void> {
  const given = { ...operation.arguments };
  if (typeof given["session"] === "string") given["session"] = entities.get(given["session"]);
  const attempt = async () => perform(entities, internal, { ...operation, arguments: given });
  if (operation.expectError) {
    const error = await attempt().then(
      () => assert.fail(`${operation.name} should have failed`),
      (failure: unknown) => failure as Error & Doc,
    );
    checkError(operation.expectError, error);
    return;
  }
  const result = await attempt();
  if (operation.expectResult === undefined) return;
  const message = `${operation.name}: ${JSON.stringify(result)} instead of ${JSON.stringify(operation.expectResult)}`;
  if (!matchResult(operation.expectResult, result)) throw new Error(message);
}

function checkError(expected: Doc, error: Error & Doc): void {
  if (error instanceof assert.AssertionError) throw error;
  const isFromServer = error instanceof MongoServerError;
  if (expected["isClientError"] !== undefined) assert.equal(!isFromServer, expected["isClientError"], error.message);
  if (expected["errorCode"] !== undefined) assert.equal(error["code"], expected["errorCode"], error.message);
  if (expected["errorCodeName"] !== undefined)
    assert.equal(error["codeName"], expected["errorCodeName"], error.message);
  const contains = String(expected["errorContains"] ?? "").toLowerCase();
  assert.ok(error.message.toLowerCase().includes(contains), `${error.message} does not say ${contains}`);
  checkLabels(expected, error as unknown as MongoServerError);
  if (expected["expectResult"] !== undefined) {
    const result = readable(error["result"]);
    assert.ok(matchResult(expected["expectResult"], result), `partial result ${JSON.stringify(result)}`);
  }
}

function checkLabels(expected: Doc, error: MongoServerError): void {
  for (const label of (expected["errorLabelsContain"] ?? []) as string[]) {
    assert.ok(error.hasErrorLabel(label), `no ${label}`);
  }
  for (const label of (expected["errorLabelsOmit"] ?? []) as string[]) {
    assert.ok(!error.hasErrorLabel(label), `has ${label}`);
  }
}

/** Bulk results have getters, which are not own keys. */
function readable(result: unknown): unknown {
  if (typeof result !== "object" || result === null || !("insertedCount" in result)) return result;
  const fields = [
    "insertedCount",
    "insertedIds",
    "matchedCount",
    "modifiedCount",
    "deletedCount",
    "upsertedCount",
    "upsertedIds",
  ];
  return Object.fromEntries(fields.map((field) => [field, (result as Doc)[field]]));
}

async function perform(entities: Entities, internal: MongoClient, operation: Operation): Promise<unknown> {
  const target = entities.get(operation.object);
  if (operation.object === "testRunner") return performForRunner(entities, internal, operation);
  if (target instanceof ClientSession) return performOnSession(target, operation);
  if (target instanceof Db) return performOnDatabase(target, operation);
  if (target instanceof Collection) return performOnCollection(target, operation);
  throw new Error(`the runner has no object ${operation.object}`);
}

async function performForRunner(entities: Entities, internal: MongoClient, operation: Operation): Promise<void> {
  const given = operation.arguments ?? {};
  const database = internal.db(String(given["databaseName"]));
  const name = String(given["collectionName"]);
  switch (operation.name) {
    case "createEntities":
      for (const entity of given["entities"] as Record<string, Doc>[]) {
        await createEntity(entities, entity, uriOf(internal));
      }
      return;
    case "assertCollectionExists":
    case "assertCollectionNotExists": {
      const found = await database.listCollections({ name }).toArray();
      assert.equal(found.length, operation.name === "assertCollectionExists" ? 1 : 0);
      return;
    }
    case "assertIndexExists":
    case "assertIndexNotExists": {
      const found = await database
        .collection(name)
        .indexExists(String(given["indexName"]))
        .catch(() => false);
      assert.equal(found, operation.name === "assertIndexExists");
      return;
    }
    case "assertSessionTransactionState":
      return;
    default:
      throw new Error(`the runner has no operation ${operation.name}`);
  }
}

function uriOf(client: MongoClient): string {
  return `mongodb://${encodeURIComponent(client.options.hosts[0]?.socketPath ?? "")}/`;
}

async function performOnSession(session: ClientSession, operation: Operation): Promise<unknown> {
  switch (operation.name) {
    case "startTransaction":
      return session.startTransaction(operation.arguments);
    case "commitTransaction":
      return session.commitTransaction();
    case "abortTransaction":
      return session.abortTransaction();
    case "endSession":
      return session.endSession();
    default:
      throw new Error(`the runner has no session operation ${operation.name}`);
  }
}

async function performOnDatabase(database: Db, operation: Operation): Promise<unknown> {
  const given = { ...operation.arguments } as Doc;
  const { command, collection, pipeline, readConcern, ...options } = given;
  if (readConcern !== undefined) options["readConcern"] = readConcern as { level: ReadConcernLevel };
  switch (operation.name) {
    case "runCommand":
      return database.command(command as Doc, options);
    case "createCollection":
      return database.createCollection(String(collection), options);
    case "dropCollection":
      return database.dropCollection(String(collection), options);
    case "aggregate":
      return database.aggregate(pipeline as Doc[], options).toArray();
    default:
      throw new Error(`the runner has no database operation ${operation.name}`);
  }
}

async function performOnCollection(collection: Collection, operation: Operation): Promise<unknown> {
  const {
    filter = {},
    update,
    replacement,
    document,
    documents,
    requests,
    pipeline,
    ...rest
  } = (operation.arguments ?? {}) as Doc;
  const { fieldName, keys, ...options } = rest;
  const where = filter as Doc;
  switch (operation.name) {
    case "insertOne":
      return collection.insertOne(document as Doc, options);
    case "insertMany":
      return collection.insertMany(documents as Doc[], options);
    case "updateOne":
      return collection.updateOne(where, update as Doc, options);
    case "updateMany":
      return collection.updateMany(where, update as Doc, options);
    case "replaceOne":
      return collection.replaceOne(where, replacement as Doc, options);
    case "deleteOne":
      return collection.deleteOne(where, options);
    case "deleteMany":
      return collection.deleteMany(where, options);
    case "findOneAndUpdate":
      return collection.findOneAndUpdate(where, update as Doc, returning(options));
    case "findOneAndReplace":
      return collection.findOneAndReplace(where, replacement as Doc, returning(options));
    case "findOneAndDelete":
      return collection.findOneAndDelete(where, options);
    case "bulkWrite":
      return readable(await collection.bulkWrite((requests as Doc[]).map(toModel), options));
    case "find":
      return collection.find(where, options).toArray();
    case "findOne":
      return collection.findOne(where, options);
    case "aggregate":
      return collection.aggregate(pipeline as Doc[], options).toArray();
    case "countDocuments":
      return collection.countDocuments(where, options);
    case "count":
      return collection.count(where, options);
    case "estimatedDocumentCount":
      return collection.estimatedDocumentCount(options);
    case "distinct":
      return collection.distinct(String(fieldName), where, options);
    case "createIndex":
      return collection.createIndex(keys as Record<string, 1>, options);
    default:
      throw new Error(`the runner has no collection operation ${operation.name}`);
  }
}

function returning(options: Doc): { returnDocument?: "before" | "after" } {
  const { returnDocument } = options;
  return typeof returnDocument === "string"
    ? { ...options, returnDocument: returnDocument.toLowerCase() as "before" | "after" }
    : options;
}

function toModel(request: Doc): AnyBulkWriteOperation {
  return request as unknown as AnyBulkWriteOperation;
}
