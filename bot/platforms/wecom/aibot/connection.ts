import { randomUUID } from "node:crypto";
import { PlatformError } from "../../../errors";
import type { PlatformDeps } from "../../deps";
import { pause, stayConnected, type Ended } from "../../stayConnected";
import { isTakeover, type Command, type Frame } from "./frames";
import { AibotSocket } from "./socket";

const MISSED_PINGS = 2;
/** A connection that ends sooner than this did not work, whatever was acknowledged. */
const LASTED_MS = 500;

/** How patient the connection is. */
export interface Pace {
  /** Before the first try after a connection ended; doubles from there. */
  retryMs: number;
  pingMs: number;
  ackMs: number;
  /** After a refusal: id or secret change only when somebody changes them. */
  refusedMs: number;
  /** After another program took the place. Whoever comes back throws the other out: not by the second, please. */
  takenMs: number;
}

const PACE: Pace = { retryMs: 1000, pingMs: 30_000, ackMs: 5000, refusedMs: 60_000, takenMs: 10 * 60_000 };

export interface ConnectionConfig {
  id: string;
  secret: string;
  url: string;
  pace?: Partial<Pace>;
}

type Take = (callback: Frame) => void;

const newId = () => randomUUID();

/** The bot's one long connection. @see https://developer.work.weixin.qq.com/document/path/101463 */
export class Connection {
  private current: AibotSocket | null = null;
  private readonly pace: Pace;

  constructor(
    private readonly config: ConnectionConfig,
    private readonly log: PlatformDeps["log"],
  ) {
    this.pace = { ...PACE, ...config.pace };
  }

  /** Keeps it open and hands over what comes, until `signal` aborts. */
  run(take: Take, signal: AbortSignal): Promise<void> {
    return stayConnected((until) => this.connect(take, until), signal, this.pace.retryMs);
  }

  isOpen(): boolean {
    return this.current !== null;
  }

  /**
   * Sends a command and waits until it is acknowledged.
   * @param reqId of the callback that is answered; a new one for what answers nothing
   * @throws PlatformError also while there is no connection: `retry`
   */
  async request(command: Command, body: object, reqId: string = newId()): Promise<void> {
    if (this.current) return this.current.request(command, body, reqId);
    const details = { failure: "retry", code: "disconnected", call: command } as const;
    throw new PlatformError(`wecom ${command}: disconnected`, details);
  }

  private async connect(take: Take, signal: AbortSignal): Promise<Ended> {
    let isTaken = false;
    const socket = new AibotSocket(this.config.url, this.pace.ackMs, (callback) => {
      if (!isTakeover(callback)) return take(callback);
      isTaken = true;
      socket.end();
    });
    const stop = () => socket.end();
    signal.addEventListener("abort", stop, { once: true });
    try {
      const ended = (await this.subscribe(socket)) ?? (await this.serve(socket));
      return isTaken ? this.tellTaken() : ended;
    } finally {
      this.current = null;
      signal.removeEventListener("abort", stop);
      socket.end();
      const reason = await socket.closed;
      if (!signal.aborted) this.log.warn({ botId: this.config.id, reason }, "the WeCom AI bot is not connected");
    }
  }

  /** Null when the bot is subscribed. */
  private async subscribe(socket: AibotSocket): Promise<Ended | null> {
    const { id, secret } = this.config;
    const opened = await Promise.race([socket.opened.then(() => true), socket.closed.then(() => false)]);
    if (!opened) return { worked: false };
    try {
      await socket.request("aibot_subscribe", { bot_id: id, secret }, newId());
      return null;
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      const { failure, code } = error.details;
      if (failure === "retry") return { worked: false };
      // Not the platform's own words: they might repeat the secret.
      this.log.error({ code, botId: id }, "WeCom refuses the AI bot: check WECOM_BOT_ID and WECOM_BOT_SECRET");
      return { worked: false, waitMs: this.pace.refusedMs };
    }
  }

  /** From the subscription to the end of the connection. */
  private async serve(socket: AibotSocket): Promise<Ended> {
    const since = performance.now();
    this.current = socket;
    this.log.info({ botId: this.config.id }, "the WeCom AI bot is connected");
    await keepAlive(socket, this.pace.pingMs);
    return { worked: performance.now() - since > LASTED_MS };
  }

  private tellTaken(): Ended {
    const waitMs = this.pace.takenMs;
    this.log.error(
      { botId: this.config.id, waitMs },
      "another program connected as this WeCom AI bot, and there can only be one: stop one of the two",
    );
    return { worked: true, waitMs };
  }
}

/** Resolves when the socket has ended, of itself or because nothing answers on it any more. */
async function keepAlive(socket: AibotSocket, pingMs: number): Promise<void> {
  const ended = new AbortController();
  void socket.closed.then(() => ended.abort());
  for (let missed = 0; missed < MISSED_PINGS;) {
    await pause(pingMs, ended.signal);
    if (ended.signal.aborted) return;
    const isAnswered = await socket.request("ping", undefined, newId()).then(
      () => true,
      () => false,
    );
    missed = isAnswered ? 0 : missed + 1;
  }
}
