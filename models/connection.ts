import mongoose from "mongoose";
import { endWaitsOnClose } from "./endWaitsOnClose";
import "./index";
import "./system/accessGrant";
import "./system/auditEntry";
import "./system/delivery";
import "./system/inboxItem";
import "./system/jobRun";
import "./system/usage";
import "./system/keyCheck";
import "./system/outboxEvent";
import "./system/pendingAction";
import "./system/session";
import "./system/setting";
import "./system/target";
import "./system/user";

mongoose.set("transactionAsyncLocalStorage", true);

/** @param uri MongoDB 6+ replica set, mongos, or the embedded store's socket */
export async function connect(uri: string): Promise<void> {
  endWaitsOnClose();
  await mongoose.connect(uri, {
    autoIndex: false,
    serverSelectionTimeoutMS: 10_000,
    maxPoolSize: 30,
    writeConcern: { w: "majority" },
  });
}

/** Creates every collection and index that is missing. Safe to run at each start. */
export async function createIndexes(): Promise<void> {
  for (const model of Object.values(mongoose.models)) {
    // Collections must exist before a transaction writes to them.
    await model.createCollection();
    await model.createIndexes();
  }
}

export const disconnect = () => mongoose.disconnect();

/** @throws Error when the store does not answer */
export async function ping(): Promise<void> {
  await mongoose.connection.db?.admin().ping();
}
