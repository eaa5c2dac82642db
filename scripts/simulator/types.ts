import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Middleware } from "koa";
import type { DingtalkKeys } from "./dingtalk/types";

/** The program's one clock. Only the simulator may set it, and only forward. */
export interface SimulatorClock {
  now(): Date;
  set(now: Date): void;
}

/** The part of a pino logger that is used here. */
export interface SimulatorLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface SimulatorOptions {
  /** Where the platform pushes to, e.g. `http://127.0.0.1:3000/hooks/wecom`. Asked at each push: the port is known only after listening. */
  hookUrl: () => string;
  /** The mini-app, e.g. `http://127.0.0.1:3000/app`. Its host is the app's trusted domain. */
  appUrl: () => string;
  clock: SimulatorClock;
  log: SimulatorLog;
  /** Chats, sent messages and media live here. */
  dataDir: string;
  /** The built page; by default `dist/simulator` of the project. */
  pageDir?: string;
  /** Pause before a push is tried again. */
  retryDelayMs?: number;
}

/** What an administrator would copy from WeCom's console into the app's configuration. */
export interface SimulatedWecom {
  corpId: string;
  agentId: number;
  secret: string;
  token: string;
  encodingAesKey: string;
  apiBase: (origin: string) => string;
  oauthBase: (origin: string) => string;
  loginBase: (origin: string) => string;
}

/** The same for DingTalk's developer console. */
export interface SimulatedDingtalk extends DingtalkKeys {
  base: (origin: string) => string;
}

export interface Simulator {
  /** Answers everything under `/simulator/`, hands on the rest. */
  middleware: Middleware;
  wecom: SimulatedWecom;
  /** What the console shows of the corp's AI bot. */
  wecomBot: { id: string; secret: string; url: (origin: string) => string };
  dingtalk: SimulatedDingtalk;
  /** Takes the connections that ask to become a WebSocket. */
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Ends open event streams and pushes under way. */
  close(): Promise<void>;
}
