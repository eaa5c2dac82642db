import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { DingtalkRefusal, type DingtalkKeys } from "./types";

const TICKET_MS = 90_000;

export interface Outgoing {
  type: "CALLBACK" | "EVENT" | "SYSTEM";
  topic: string;
  headers?: Record<string, string>;
  data: object;
}

interface Ack {
  code: number;
  data: string;
}

/** Good for one connection, and not for long. */
function createTickets(now: () => Date) {
  const tickets = new Map<string, number>();
  return {
    give(): string {
      const ticket = randomUUID();
      tickets.set(ticket, now().getTime() + TICKET_MS);
      return ticket;
    },
    take(ticket: string | null): boolean {
      const until = tickets.get(ticket ?? "");
      tickets.delete(ticket ?? "");
      return until !== undefined && now().getTime() <= until;
    },
  };
}

/** Each message goes to one connection, whichever. */
function pickAny(sockets: WebSocket[]): WebSocket | undefined {
  const open = sockets.filter((socket) => socket.readyState === socket.OPEN);
  return open[Math.floor(Math.random() * open.length)];
}

/** The far end of Stream mode: tickets, connections, frames and their acks. */
export function createGateway(keys: DingtalkKeys, now: () => Date) {
  const tickets = createTickets(now);
  const server = new WebSocketServer({ noServer: true });
  const waiting = new Map<string, (ack: Ack | null) => void>();
  let connected = 0;

  server.on("connection", (socket: WebSocket) => {
    connected += 1;
    socket.on("message", (bytes: Buffer) => {
      const ack = JSON.parse(bytes.toString()) as Ack & { headers: { messageId: string } };
      waiting.get(ack.headers.messageId)?.(ack);
    });
  });

  const pick = () => pickAny([...server.clients]);
  return {
    open(body: Record<string, unknown>, origin: string) {
      if (body.clientId !== keys.clientId || body.clientSecret !== keys.clientSecret)
        throw new DingtalkRefusal("authFailed", "wrong credentials");
      return { endpoint: `${origin.replace(/^http/, "ws")}/connect`, ticket: tickets.give() };
    },
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      const { searchParams } = new URL(request.url ?? "/", "http://gateway");
      if (!tickets.take(searchParams.get("ticket"))) return void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
      server.handleUpgrade(request, socket, head, (client) => server.emit("connection", client, request));
    },
    connections: () => server.clients.size,
    /** How many there ever were. */
    connected: () => connected,
    isConnected: () => pick() !== undefined,
    /** @returns the ack; null when nobody is connected or none came in time */
    send({ type, topic, headers, data }: Outgoing, ackMs: number): Promise<Ack | null> {
      const socket = pick();
      if (!socket) return Promise.resolve(null);
      const messageId = randomUUID();
      const told = { topic, messageId, contentType: "application/json", time: String(now().getTime()), ...headers };
      return new Promise((resolve) => {
        const end = (ack: Ack | null) => {
          clearTimeout(timer);
          waiting.delete(messageId);
          resolve(ack);
        };
        const timer = setTimeout(() => end(null), ackMs);
        waiting.set(messageId, end);
        socket.send(JSON.stringify({ specVersion: "1.0", type, headers: told, data: JSON.stringify(data) }));
      });
    },
    /** Cuts every line, as a failing network does. */
    cut: () => server.clients.forEach((socket) => socket.terminate()),
    close: () => {
      server.clients.forEach((socket) => socket.terminate());
      server.close();
    },
  };
}
