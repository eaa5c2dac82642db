import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { randomUUID } from "node:crypto";
import mongoose from "mongoose";
import { connect, disconnect } from "../../models/connection";
import { findRunningStore, startEmbeddedStore } from "../../models/embedded";
import { createVault, useVault } from "../../models/vault";
import type { CallerKeys } from "./wecom";

const ROOT = join(__dirname, "../..");
const START_MS = 60_000;
const KEPT_LINES = 200;

export const serverKeys: CallerKeys = {
  token: "crmCallbackToken2026",
  encodingAesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
  corpId: "ww1234567890abcdef",
  agentId: "1000002",
};

const ENCRYPTION_KEY = Buffer.alloc(32, 1);

/** A program of ours in a process of its own. */
export interface Program {
  /** What its ready line told: an address, a connection string. */
  address: string;
  /** The last lines it logged. */
  logged: readonly string[];
  /** kill -9, and the end of the process. */
  kill(): Promise<void>;
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<void>;
}

type Environment = Record<string, string>;

/** Builds what `npm start` would run, when a source is newer; under the lock that every command takes. */
export async function buildServer(): Promise<void> {
  const script = `
    import { buildAll } from "./scripts/bootstrap/buildAll.mjs";
    import { withLock } from "./scripts/bootstrap/withLock.mjs";
    await withLock(() => buildAll());`;
  const builder = spawn(process.execPath, ["--input-type=module", "-e", script], { cwd: ROOT, stdio: "ignore" });
  const code = await new Promise((resolve) => builder.once("exit", resolve));
  if (code !== 0) throw new Error("the build failed: npm run build tells why");
}

/**
 * Starts a built program and waits for its ready line.
 * @param ready its first group is the address
 * @throws Error with what it logged, when it ends before it is ready
 */
async function startProgram(file: string, env: Environment, ready: RegExp): Promise<Program> {
  const child = spawn(process.execPath, [join(ROOT, "dist/node", file)], {
    // Not ours: a .env of the developer has no say in a test.
    cwd: tmpdir(),
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const killWithUs = () => child.kill("SIGKILL");
  process.once("exit", killWithUs);
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => {
      process.off("exit", killWithUs);
      resolve();
    });
  });
  const logged: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    logged.push(line);
    if (logged.length > KEPT_LINES) logged.shift();
  });
  const address = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${file} was not ready in time:\n${logged.join("\n")}`)), START_MS);
    void ended.then(() => reject(new Error(`${file} ended:\n${logged.join("\n")}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const [, found] = ready.exec(line) ?? [];
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    });
  }).catch((error: unknown) => {
    killWithUs();
    throw error;
  });
  const end = (signal: "SIGKILL" | "SIGTERM") => {
    child.kill(signal);
    return ended;
  };
  return { address, logged, kill: () => end("SIGKILL"), stop: () => end("SIGTERM") };
}

const startServer = (env: Environment): Promise<Program> =>
  startProgram(
    "server/main.js",
    {
      PORT: "0",
      HOST: "127.0.0.1",
      PUBLIC_URL: "https://crm.example.com",
      LOG_LEVEL: "warn",
      ENCRYPTION_KEY: ENCRYPTION_KEY.toString("base64"),
      ...env,
    },
    /^listening on (http:\S+)$/,
  );

/** `npm start`, connected to the WeCom that `WECOM_API_BASE` stands for. */
export const startServerProcess = (env: Environment): Promise<Program> =>
  startServer({
    WECOM_CORP_ID: serverKeys.corpId,
    WECOM_AGENT_ID: serverKeys.agentId,
    WECOM_SECRET: "secret",
    WECOM_TOKEN: serverKeys.token,
    WECOM_ENCODING_AES_KEY: serverKeys.encodingAesKey,
    ...env,
  });

/** `npm start` with nothing but an AI bot, whose WeCom `WECOM_BOT_URL` stands for. */
export const startBotProcess = (env: Environment): Promise<Program> =>
  startServer({ WECOM_BOT_ID: "bot-1", WECOM_BOT_SECRET: "bot-secret-1", ...env });

/** `npm run store`. */
export const startStoreProcess = (dataDir: string): Promise<Program> =>
  startProgram("scripts/store.js", { DATA_DIR: dataDir }, /^(mongodb:\S+)$/);

/** Where a server that is going to be killed keeps its rows: a data folder, or a database on TEST_MONGODB_URI. */
export interface ServerHome {
  env: Environment;
  dataDir: string;
  /** Looks at the rows; also beside a process that serves the embedded store. */
  inspect<T>(look: () => Promise<T>): Promise<T>;
  remove(): Promise<void>;
}

export async function createServerHome({ alwaysEmbedded = false } = {}): Promise<ServerHome> {
  const dataDir = await mkdtemp(join(tmpdir(), "yiju-server-"));
  const server = alwaysEmbedded ? undefined : process.env.TEST_MONGODB_URI;
  const uri = server ? new URL(`/yiju_fault_${randomUUID().slice(0, 8)}`, server).href : null;

  async function inspect<T>(look: () => Promise<T>): Promise<T> {
    const served = uri ?? (await findRunningStore(dataDir));
    const store = served ? null : await startEmbeddedStore({ dataDir });
    useVault(createVault(ENCRYPTION_KEY));
    await connect(served ?? store?.uri ?? "");
    try {
      return await look();
    } finally {
      await disconnect();
      await store?.close();
    }
  }

  return {
    env: { DATA_DIR: dataDir, ...(uri ? { MONGODB_URI: uri } : {}) },
    dataDir,
    inspect,
    async remove() {
      if (uri) await inspect(() => mongoose.connection.dropDatabase());
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
