import { arch, cpus, hostname, platform, release, totalmem } from "node:os";
import { MAX_DOCUMENT_BYTES } from "../storage/documents";
import { SESSION_LIFETIME_MINUTES } from "../engine/sessions";
import { MAX_MESSAGE_BYTES } from "../wire/messageReader";
import { StoreError } from "../errors";
import type { Doc } from "../semantics";
import type { Command, CommandContext } from "./command";

/** The server whose behaviour the commands follow. Wire version 21 is its. */
export const SERVER_VERSION = "7.0.0";
const VERSION_ARRAY = [7, 0, 0, 0];
const WIRE_VERSION = 21;

/**
 * We answer as a mongos: the driver then uses sessions, transactions and retryable writes, and there is no host list to keep right.
 * `topologyVersion` is left out, so that it polls instead of holding a stream open, and `compression`, which we do not speak.
 */
function describeServer(context: CommandContext): Doc {
  return {
    helloOk: true,
    isWritablePrimary: true,
    ismaster: true,
    msg: "isdbgrid",
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: 100_000,
    localTime: context.now,
    logicalSessionTimeoutMinutes: SESSION_LIFETIME_MINUTES,
    connectionId: context.connectionId,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
    ok: 1,
  };
}

export const hello: Command = {
  name: "hello",
  aliases: ["isMaster", "ismaster"],
  fields: {},
  ignoresUnknown: true,
  run: describeServer,
};

export const ping: Command = { name: "ping", fields: {}, run: () => ({ ok: 1 }) };

export const buildInfo: Command = {
  name: "buildInfo",
  aliases: ["buildinfo"],
  fields: {},
  run: () => ({
    version: SERVER_VERSION,
    versionArray: VERSION_ARRAY,
    gitVersion: "embedded",
    modules: [],
    bits: 64,
    debug: false,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    storageEngines: ["lmdb"],
    ok: 1,
  }),
};

export const hostInfo: Command = {
  name: "hostInfo",
  fields: {},
  run: (context) => ({
    system: {
      currentTime: context.now,
      hostname: hostname(),
      cpuAddrSize: 64,
      memSizeMB: Math.floor(totalmem() / 1024 / 1024),
      numCores: cpus().length,
      cpuArch: arch(),
    },
    os: { type: platform(), name: platform(), version: release() },
    extra: {},
    ok: 1,
  }),
};

export const connectionStatus: Command = {
  name: "connectionStatus",
  fields: { showPrivileges: "boolean" },
  run: () => ({
    authInfo: { authenticatedUsers: [], authenticatedUserRoles: [], authenticatedUserPrivileges: [] },
    ok: 1,
  }),
};

export const whatsmyuri: Command = {
  name: "whatsmyuri",
  fields: {},
  run: (context) => ({ you: `connection ${context.connectionId}`, ok: 1 }),
};

export const getCmdLineOpts: Command = {
  name: "getCmdLineOpts",
  fields: {},
  run: () => ({ argv: ["embedded"], parsed: {}, ok: 1 }),
};

export const getLog: Command = {
  name: "getLog",
  fields: {},
  run: () => ({ totalLinesWritten: 0, log: [], ok: 1 }),
};

const PARAMETERS: Doc = { featureCompatibilityVersion: { version: "7.0" }, authenticationMechanisms: [] };

export const getParameter: Command = {
  name: "getParameter",
  fields: {},
  ignoresUnknown: true,
  run: (_context, body) => {
    const asked = Object.keys(body).filter((name) => Object.hasOwn(PARAMETERS, name));
    const wanted = body["getParameter"] === "*" ? Object.keys(PARAMETERS) : asked;
    if (wanted.length === 0) throw new StoreError(72, "InvalidOptions", "no option found to get");
    return { ...Object.fromEntries(wanted.map((name) => [name, PARAMETERS[name]])), ok: 1 };
  },
};

export const serverStatus: Command = {
  name: "serverStatus",
  fields: {},
  ignoresUnknown: true,
  run: (context) => ({
    host: hostname(),
    version: SERVER_VERSION,
    process: "mongos",
    pid: process.pid,
    uptime: process.uptime(),
    localTime: context.now,
    mem: { resident: Math.round(process.memoryUsage.rss() / 1024 / 1024) },
    metrics: { cursor: { open: { total: context.engine.cursors.size } } },
    ok: 1,
  }),
};
