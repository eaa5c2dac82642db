import { aggregate } from "./aggregate";
import { create, drop, dropDatabase, listCollections, listDatabases, renameCollection } from "./collections";
import type { Command } from "./command";
import { count, distinct } from "./count";
import { deleteCommand } from "./delete";
import { explain } from "./explain";
import { find, getMore, killCursors } from "./find";
import { findAndModify } from "./findAndModify";
import {
  buildInfo,
  connectionStatus,
  getCmdLineOpts,
  getLog,
  getParameter,
  hello,
  hostInfo,
  ping,
  serverStatus,
  whatsmyuri,
} from "./handshake";
import { createIndexes, dropIndexes, listIndexes } from "./indexes";
import { insert } from "./insert";
import { setParameter } from "./setParameter";
import { collStats, dbStats } from "./stats";
import {
  abortTransaction,
  commitTransaction,
  endSessions,
  killSessions,
  refreshSessions,
  startSession,
} from "./transactions";
import { update } from "./update";

/** Every command of the store, and nothing else: an unknown one is answered with MongoDB's error 59. */
const COMMANDS: Command[] = [
  ...[
    hello,
    ping,
    buildInfo,
    hostInfo,
    connectionStatus,
    whatsmyuri,
    getCmdLineOpts,
    getLog,
    getParameter,
    serverStatus,
  ],
  ...[find, getMore, killCursors, aggregate, count, distinct, explain],
  ...[insert, update, deleteCommand, findAndModify],
  ...[create, drop, dropDatabase, renameCollection, listCollections, listDatabases],
  ...[createIndexes, dropIndexes, listIndexes],
  ...[startSession, refreshSessions, endSessions, killSessions, commitTransaction, abortTransaction],
  ...[dbStats, collStats, setParameter],
];

const BY_NAME = new Map(
  COMMANDS.flatMap((command) => [command.name, ...(command.aliases ?? [])].map((name) => [name, command] as const)),
);

export function commandNamed(name: string): Command | undefined {
  return BY_NAME.get(name);
}
