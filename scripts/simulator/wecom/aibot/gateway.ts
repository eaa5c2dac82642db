import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { z } from "zod";
import type { Faults } from "../../faults";

const MAX_FRAME_BYTES = 1024 * 1024;
const WRONG_CREDENTIALS = 853000;
const NOT_SUBSCRIBED = 846609;
const BUSY = -1;
const TOO_OFTEN = 45009;
const EXPIRED = 846604;
const SLOW_MS = 3000;
/** Long enough for a frame to leave before the line goes. */
const CUT_AFTER_MS = 20;

const frame = z.looseObject({
  cmd: z.string(),
  headers: z.looseObject({ req_id: z.string() }),
  body: z.looseObject({}).default({}),
});
export type BotFrame = z.infer<typeof frame>;

export interface GatewayParts {
  credentials: { id: string; secret: string };
  /** Does what a command asks; answers the errcode, 0 for done. */
  take: (sent: BotFrame) => number;
  faults: Faults;
  note: (call: { direction: "in" | "out"; name: string; errcode: number | null; request: unknown }) => void;
}

/** What the page's switches make of a command. */
function refusalOf(faults: Faults, { cmd }: BotFrame): number | null {
  if (faults.isOn("serverError")) return BUSY;
  if (faults.isOn("rateLimit")) return TOO_OFTEN;
  return faults.isOn("expiredCard") && cmd === "aibot_respond_update_msg" ? EXPIRED : null;
}

/** Where the bot's one long connection ends (developer.work.weixin.qq.com/document/path/101463). */
export function createGateway({ credentials, take, note, faults }: GatewayParts) {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  let current: WebSocket | null = null;

  /** @returns false when nobody is there to take it */
  function push(cmd: string, body: object, reqId: string = randomUUID()): boolean {
    current?.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body }));
    note({ direction: "in", name: cmd, errcode: null, request: body });
    if (faults.isOn("disconnect")) setTimeout(() => current?.terminate(), CUT_AFTER_MS);
    return current !== null;
  }

  /** The one before is told and thrown out. */
  function subscribe(socket: WebSocket, body: BotFrame["body"]): number {
    if (body.bot_id !== credentials.id || body.secret !== credentials.secret) return WRONG_CREDENTIALS;
    const event = { msgtype: "event", event: { eventtype: "disconnected_event" } };
    if (current) push("aibot_event_callback", { msgid: randomUUID(), from: { userid: "sys" }, ...event });
    current?.close();
    current = socket;
    return 0;
  }

  function answer(socket: WebSocket, sent: BotFrame): number {
    if (sent.cmd === "ping") return 0;
    if (sent.cmd === "aibot_subscribe") return subscribe(socket, sent.body);
    const errcode = socket === current ? (refusalOf(faults, sent) ?? take(sent)) : NOT_SUBSCRIBED;
    note({ direction: "out", name: sent.cmd, errcode, request: sent.body });
    return errcode;
  }

  server.on("connection", (socket: WebSocket) => {
    socket.on("close", () => (current = current === socket ? null : current));
    socket.on("message", (data: Buffer) => {
      const sent = frame.safeParse(parseJson(data));
      if (!sent.success) return socket.close();
      const errcode = answer(socket, sent.data);
      const ack = JSON.stringify({ headers: sent.data.headers, errcode, errmsg: errcode === 0 ? "ok" : "refused" });
      setTimeout(() => socket.send(ack), faults.isOn("slow") ? SLOW_MS : 0);
    });
  });

  return {
    push,
    isConnected: () => current !== null,
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      server.handleUpgrade(request, socket, head, (connection) => server.emit("connection", connection, request));
    },
    close(): void {
      server.clients.forEach((socket) => socket.terminate());
      server.close();
    },
  };
}

export type Gateway = ReturnType<typeof createGateway>;

function parseJson(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
