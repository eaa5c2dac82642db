import WebSocket from "ws";
import { PlatformError } from "../../../errors";
import { toPlatformError } from "../failures";
import { frame, type Command, type Frame } from "./frames";

const HANDSHAKE_MS = 10_000;
const MAX_FRAME_BYTES = 1024 * 1024;

interface Waiting {
  command: Command;
  settle: (error: Error | null) => void;
}

const failed = (command: string, code: string) =>
  new PlatformError(`wecom ${command}: ${code}`, { failure: "retry", code, call: command });

/** One socket from its opening to its end: frames out with their acknowledgements, callbacks in. */
export class AibotSocket {
  private readonly waiting = new Map<string, Waiting>();
  private readonly socket: WebSocket;
  readonly opened: Promise<void>;
  /** Resolves with the reason for the log. */
  readonly closed: Promise<string>;

  constructor(
    url: string,
    private readonly ackMs: number,
    take: (callback: Frame) => void,
  ) {
    this.socket = new WebSocket(url, { handshakeTimeout: HANDSHAKE_MS, maxPayload: MAX_FRAME_BYTES });
    this.socket.on("message", (data: Buffer) => this.read(data, take));
    this.opened = new Promise((resolve) => this.socket.once("open", resolve));
    this.closed = new Promise((resolve) => {
      let reason = "";
      this.socket.on("error", (error) => (reason = error.message));
      this.socket.once("close", (code) => resolve(reason || `closed with ${code}`));
    });
    void this.closed.then(() => {
      for (const { command, settle } of this.waiting.values()) settle(failed(command, "disconnected"));
    });
  }

  /** @throws PlatformError `retry` when nothing can be sent or no answer comes, else by what the platform says */
  async request(command: Command, body: object | undefined, reqId: string): Promise<void> {
    if (this.socket.readyState !== WebSocket.OPEN) throw failed(command, "disconnected");
    // The answer names the request only by this id: a second one would take the first one's.
    if (this.waiting.has(reqId)) throw failed(command, "answer_under_way");
    const answered = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => settle(failed(command, "timeout")), this.ackMs);
      const settle = (error: Error | null) => {
        clearTimeout(timer);
        this.waiting.delete(reqId);
        if (error) reject(error);
        else resolve();
      };
      this.waiting.set(reqId, { command, settle });
    });
    this.socket.send(JSON.stringify({ cmd: command, headers: { req_id: reqId }, ...(body ? { body } : {}) }));
    await answered;
  }

  end(): void {
    this.socket.terminate();
  }

  private read(data: Buffer, take: (callback: Frame) => void): void {
    const parsed = frame.safeParse(parseJson(data.toString("utf8")));
    if (!parsed.success) return;
    if (parsed.data.cmd) take(parsed.data);
    else this.acknowledge(parsed.data);
  }

  private acknowledge({ headers, errcode = 0, errmsg }: Frame): void {
    const sent = this.waiting.get(headers.req_id);
    if (!sent) return;
    sent.settle(errcode === 0 ? null : toPlatformError({ call: sent.command, errcode, errmsg: errmsg.slice(0, 200) }));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whatever it is, it answers nothing and asks nothing.
    return null;
  }
}
