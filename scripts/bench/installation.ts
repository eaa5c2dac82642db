import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { connect, createIndexes, disconnect } from "../../models/connection";
import { findRunningStore, startEmbeddedStore } from "../../models/embedded";
import { createVault, useVault } from "../../models/vault";
import { sealCallback } from "../simulator/wecom/sealCallback";
import { createCorp, type Corp } from "../simulator/wecom/corp";
import { toXml } from "../simulator/wecom/toXml";
import type { FakeApi } from "./fakeApi";

/** One invented company with a data folder of its own, on the embedded store or in a database of its own on a server. */
export interface Installation {
  env: Record<string, string>;
  /** A text from a member as WeCom would post it, with a message id of its own. */
  toCallback(from: string, text: string): { path: string; body: string };
  /** Runs `work` with the store open to this process; `isServed` when the program already serves it. */
  withStore<T>(isServed: boolean, work: () => Promise<T>): Promise<T>;
  remove(): Promise<void>;
}

function databaseOn(server: string): string {
  const uri = new URL(server);
  uri.pathname = `/yiju_bench_${randomBytes(4).toString("hex")}`;
  return uri.href;
}

/** Texts as WeCom would post them, each with a message id of its own. */
function createCaller(corp: Corp): Installation["toCallback"] {
  let lastId = BigInt(Date.now()) * 1_000_000n;
  return (from, text) => {
    const timestamp = Math.floor(Date.now() / 1000);
    const fields = {
      ToUserName: corp.corpId,
      FromUserName: from,
      CreateTime: timestamp,
      MsgType: "text",
      Content: text,
      MsgId: String((lastId += 1n)),
      AgentID: corp.agentId,
    };
    const { query, body } = sealCallback(corp, toXml(fields), { timestamp });
    return { path: `/hooks/wecom?${query}`, body };
  };
}

const environmentOf = (corp: Corp, api: FakeApi) => ({
  PORT: "0",
  HOST: "127.0.0.1",
  LOG_LEVEL: "error",
  WECOM_CORP_ID: corp.corpId,
  WECOM_AGENT_ID: String(corp.agentId),
  WECOM_SECRET: corp.secret,
  WECOM_TOKEN: corp.token,
  WECOM_ENCODING_AES_KEY: corp.encodingAesKey,
  WECOM_API_BASE: api.baseUrl,
});

/** Connects this process to a store. @returns how to let it go */
async function openStore(dataDir: string, uri: string | null): Promise<() => Promise<void>> {
  const own = uri ? null : await startEmbeddedStore({ dataDir });
  await connect(uri ?? own?.uri ?? "");
  await createIndexes();
  return async () => {
    await disconnect();
    await own?.close();
  };
}

/** @param server a MongoDB to use instead of the embedded store */
export async function createInstallation(api: FakeApi, server: string | null): Promise<Installation> {
  const dataDir = await mkdtemp(join(tmpdir(), "yiju-bench-"));
  const uri = server ? databaseOn(server) : null;
  const corp = createCorp();
  const encryptionKey = randomBytes(32);

  async function withStore<T>(isServed: boolean, work: () => Promise<T>): Promise<T> {
    useVault(createVault(encryptionKey));
    const close = await openStore(dataDir, uri ?? (isServed ? await findRunningStore(dataDir) : null));
    try {
      return await work();
    } finally {
      await close();
    }
  }

  return {
    env: {
      ...environmentOf(corp, api),
      ...(uri ? { MONGODB_URI: uri } : {}),
      DATA_DIR: dataDir,
      ENCRYPTION_KEY: encryptionKey.toString("base64"),
    },
    toCallback: createCaller(corp),
    withStore,
    async remove() {
      if (uri) await withStore(true, async () => void (await mongoose.connection.dropDatabase()));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
