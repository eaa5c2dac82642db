import { createServer } from "node:net";
import type { Server, Socket } from "node:net";
import { FramingError, MessageReader } from "./messageReader";
import type { Request } from "./messages";
import { frameReply, readRequest } from "./messages";

export interface WireHandlers {
  /** Answers one request with an encoded document; it never throws. */
  answer(request: Request, connectionId: number): Promise<Buffer>;
  /** The other side hung up, or was killed: whatever it had begun nobody will end. */
  leave(connectionId: number): void;
  log(line: string): void;
}

export interface WireServer {
  listen(path: string): Promise<void>;
  close(): Promise<void>;
}

/** Listens on a unix socket or a named pipe. Requests of one connection are answered in turn. */
export function createWireServer(handlers: WireHandlers): WireServer {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // A client that went away is no fault of the store; "close" follows and cleans up.
    socket.on("error", (error) => handlers.log(`connection lost: ${error.message}`));
    serve(socket, ++connections, handlers);
  });
  return {
    listen: (path) => listen(server, path),
    close: () => close(server, sockets),
  };
}

function serve(socket: Socket, id: number, { answer, leave, log }: WireHandlers): void {
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
  // After what has already come in: a command still in its turn may begin a transaction.
  socket.on("close", () => {
    turn = turn.then(() => leave(id));
  });
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
