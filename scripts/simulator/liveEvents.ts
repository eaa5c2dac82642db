import type { ServerResponse } from "node:http";
import type { LiveEvent } from "./protocol";

export interface LiveEvents {
  publish: (event: LiveEvent) => void;
  /** Turns an answer into a stream of server-sent events for one page, until either side ends it. */
  open: (response: ServerResponse) => void;
  close: () => void;
}

const HEARTBEAT_MS = 20_000;

export function createLiveEvents(): LiveEvents {
  const responses = new Set<ServerResponse>();
  let isClosed = false;
  const writeAll = (chunk: string) => responses.forEach((response) => response.write(chunk));
  const heartbeat = setInterval(() => writeAll(": still here\n\n"), HEARTBEAT_MS);
  heartbeat.unref();
  return {
    publish: (event) => writeAll(`data: ${JSON.stringify(event)}\n\n`),
    open: (response) => {
      // A page that reconnects while the server stops must not keep it from stopping.
      if (isClosed) return void response.writeHead(503).end();
      responses.add(response);
      response.on("close", () => responses.delete(response));
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write("retry: 1000\n\n");
    },
    close: () => {
      isClosed = true;
      clearInterval(heartbeat);
      responses.forEach((response) => response.end());
      responses.clear();
    },
  };
}
