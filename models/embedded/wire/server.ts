import { createServer } from "node:net";
import type { Server, Socket } from "node:net";
import { FramingError, MessageReader } from "./messageReader";
import type { Request } from "./messages";
import { frameReply, readRequest } from "./messages";

/** Answers one request with an encoded document; it never throws. */
export type Answer = (request: Request, connectionId: number) => Promise<Buffer>;

export interface WireServer {
  listen(path: string): Promise<void>;
  close(): Promise<void>;
}

/** Listens on a unix socket or a named pipe. Requests of one connection are answered in turn. */
export function createWireServer(answer: Answer, log: (line: string) => void): WireServer {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // A client that went away is no fault of the store; "close" follows and cleans up.
    socket.on("error", (error) => log(`connection lost: ${error.message}`));
    serve(socket, ++connections, { answer, log });
  });
  return {
    listen: (path) => listen(server, path),
    close: () => close(server, sockets),
  };
}

function serve(socket: Socket, id: number, { answer, log }: { answer: Answer; log: (line: string) => void }): void {
  const reader = new MessageReader();
  let turn = Promise.resolve();
  const handle = async (message: Buffer): Promise<void> => {
    const request = readRequest(message);
    const reply = await answer(request, id);
    if (!request.silent && !socket.destroyed) socket.write(frameReply(request, reply));
  };
  const fail = (error: unknown): void => {
    log(`connection ${id} closed: ${error instanceof Error ? error.message : String(error)}`);
    socket.destroy();
  };
  socket.on("data", (chunk) => {
    try {
      for (const message of reader.push(chunk)) turn = turn.then(() => handle(message)).catch(fail);
    } catch (error) {
      if (!(error instanceof FramingError)) throw error;
      fail(error);
    }
  });
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function close(server: Server, sockets: Set<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
