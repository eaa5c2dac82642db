import mongoose from "mongoose";
import { endWaitsOnClose } from "./endWaitsOnClose";
import "./index";
import "./system/accessGrant";
import "./system/accessRequest";
import "./system/auditEntry";
import "./system/delivery";
import "./system/feedback";
import "./system/groupBinding";
import "./system/handOver";
import "./system/identityLock";
import "./system/inboxItem";
import "./system/jobRun";
import "./system/keyCheck";
import "./system/nameLesson";
import "./system/outboxEvent";
import "./system/pendingAction";
import "./system/rightsReview";
import "./system/rule";
import "./system/session";
import "./system/setting";
import "./system/storedFile";
import "./system/target";
import "./system/modelUsage";
import "./system/usage";
import "./system/user";
import "./system/warning";

mongoose.set("transactionAsyncLocalStorage", true);

let stopEndingWaits: () => void = () => undefined;

/** @param uri MongoDB 6+ replica set, mongos, or the embedded store's socket */
export async function connect(uri: string): Promise<void> {
  stopEndingWaits = endWaitsOnClose();
  await mongoose.connect(uri, {
    autoIndex: false,
    serverSelectionTimeoutMS: 10_000,
    maxPoolSize: 30,
    writeConcern: { w: "majority" },
  });
}

/** Indexes of earlier versions that others took the place of: each write would go on paying for them. */
const SUPERSEDED = new Set([
  "searchKeys_1_owner_1_updatedAt_-1__id_-1",
  "userId_1_state_1_createdAt_-1",
  "state_1_dueAt_1",
]);

/** Collections of earlier versions whose rows mean nothing to this one. */
const FORMER = ["conversations"];

const toDescription = ([key, options]: ReturnType<mongoose.Schema["indexes"]>[number]) =>
  ({ ...options, key }) as mongoose.mongo.IndexDescription;

async function dropFormer(): Promise<void> {
  const { db } = mongoose.connection;
  const found = (await db?.listCollections({ name: { $in: FORMER } }, { nameOnly: true }).toArray()) ?? [];
  for (const { name } of found) await db?.dropCollection(name);
}

/** Creates every collection and index that is missing, and drops what was superseded. Safe to run at each start. */
export async function createIndexes(): Promise<void> {
  await dropFormer();
  for (const model of Object.values(mongoose.models)) {
    const { collection, schema } = model;
    const indexes = schema.indexes().map(toDescription);
    // A collection must exist before a transaction writes to it; its indexes bring it, in one round trip.
    if (indexes.length > 0) await collection.createIndexes(indexes);
    else await model.createCollection();
    for (const { name } of await model.listIndexes()) if (SUPERSEDED.has(name)) await collection.dropIndex(name);
  }
}

export async function disconnect(): Promise<void> {
  await mongoose.disconnect();
  stopEndingWaits();
}

/** @throws Error when the store does not answer */
export async function ping(): Promise<void> {
  await mongoose.connection.db?.admin().ping();
}
