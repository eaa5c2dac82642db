import mongoose from "mongoose";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "../../models/newId";
import { connect, createIndexes, disconnect } from "../../models/connection";
import { startEmbeddedStore } from "../../models/embedded";
import { Department } from "../../models/system/user";

let dataDir: string;
let store: Awaited<ReturnType<typeof startEmbeddedStore>>;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "yiju-connection-"));
  store = await startEmbeddedStore({ dataDir });
});
afterEach(async () => {
  await disconnect();
  await store.close();
  await rm(dataDir, { recursive: true });
});

it("writes over another connection when its own has just died", async () => {
  const sockets: Socket[] = [];
  const notice = (message: unknown) => sockets.push((message as { socket: Socket }).socket);
  subscribe("net.client.socket", notice);
  await connect(store.uri);
  await createIndexes();

  // Dead, but not yet closed: the driver still takes them for good.
  for (const socket of sockets) socket.destroy();
  await Department.insertMany([{ _id: newId(), platform: "wecom", externalId: "1", name: "sales", parent: null }]);
  expect(await Department.countDocuments()).toBe(1);

  unsubscribe("net.client.socket", notice);
});

it("clears away what an earlier version left and this one never reads", async () => {
  await connect(store.uri);
  const { db } = mongoose.connection;
  await db?.collection("conversations").insertOne({ customer: "c1" });
  await createIndexes();
  await createIndexes();
  const names = (await db?.listCollections({}, { nameOnly: true }).toArray())?.map(({ name }) => name);
  expect(names).toContain("inboxitems");
  expect(names).not.toContain("conversations");
});
