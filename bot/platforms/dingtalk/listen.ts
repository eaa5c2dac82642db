import WebSocket from "ws";
import { PlatformError } from "../../errors";
import type { Platform, Received } from "../../types";
import type { ThriftyDeps } from "../deps";
import { stayConnected, type Ended } from "../stayConnected";
import { createAllowance } from "./allowance";
import { acknowledge, decodeFrame, type Frame, readFrame, refuse, toAckFrame, unknownTopic } from "./frames";
import { openConnection } from "./openConnection";
import type { DingtalkConfig } from "./types";

/** A connection that was good for this long may be followed by the next one at once. */
const SETTLED_MS = 5000;
/** Longer than it takes to be refused. */
const LASTED_MS = 1000;
/** The platform closes what it has said goodbye to after ten seconds. */
const GOODBYE_MS = 15_000;
const HANDSHAKE_MS = 10_000;

export interface StreamTiming {
  /** Silence after which we ask whether somebody is there. */
  silenceMs: number;
  pongMs: number;
  firstRetryMs: number;
}
const usual: StreamTiming = { silenceMs: 60_000, pongMs: 5000, firstRetryMs: 3000 };

type Accept = (received: Received) => Promise<void>;

interface Stream {
  config: DingtalkConfig;
  deps: ThriftyDeps;
  accept: Accept;
}

/** Stores what a frame says, then acknowledges it. What could not be stored comes again. */
async function takeFrame({ config, deps, accept }: Stream, socket: WebSocket, frame: Frame): Promise<void> {
  const answer = (ack: Parameters<typeof toAckFrame>[1]) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(toAckFrame(frame.headers.messageId, ack));
  };
  if (frame.type === "SYSTEM") return answer(acknowledge(frame));
  const received = decodeFrame(frame, config, deps.now());
  if (!received) return answer(unknownTopic);
  if (frame.type === "CALLBACK") createAllowance(deps).count("messages");
  try {
    await accept(received);
    answer(acknowledge(frame));
  } catch (error) {
    deps.log.warn({ err: error, topic: frame.headers.topic }, "what came over the stream was not stored");
    answer(refuse(frame));
  }
}

/** Ends a connection on which nobody answers any more: the network does not tell. */
function watchSilence(socket: WebSocket, { silenceMs, pongMs }: StreamTiming): () => void {
  let timer: NodeJS.Timeout;
  const ask = () => {
    socket.ping();
    timer = setTimeout(() => socket.terminate(), pongMs);
  };
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, silenceMs);
  };
  heard();
  socket.on("message", heard).on("pong", heard).on("ping", heard);
  return () => clearTimeout(timer);
}

const isGoodbye = ({ type, headers }: Frame) => type === "SYSTEM" && headers.topic === "disconnect";

/** How a connection that was opened then ended. One that lasted a moment worked: the wait before the next does not grow. */
function endedAfter(livedMs: number | null): Ended {
  if (livedMs === null) return { worked: false };
  return livedMs > SETTLED_MS ? { worked: true, waitMs: 0 } : { worked: livedMs > LASTED_MS };
}

/**
 * Lives through one connection: until it closes, or the platform says goodbye and keeps it for what is still under way.
 * Listens from the very start: the first frame may come in one piece with the handshake.
 */
function liveThrough(
  stream: Stream,
  socket: WebSocket,
  { signal, timing }: { signal: AbortSignal; timing: StreamTiming },
): Promise<Ended> {
  const { log } = stream.deps;
  let openedAt: number | null = null;
  let forget: () => void = () => undefined;
  const close = () => (openedAt === null ? socket.terminate() : socket.close());
  signal.addEventListener("abort", close, { once: true });
  socket.once("open", () => {
    openedAt = performance.now();
    forget = watchSilence(socket, timing);
    log.info({}, "connected to the DingTalk stream");
  });
  return new Promise((resolve) => {
    const end = () => resolve(endedAfter(openedAt === null ? null : performance.now() - openedAt));
    socket.on("message", (bytes: Buffer) => {
      const frame = readFrame(bytes.toString());
      if (!frame) return log.warn({}, "an unreadable frame came over the stream");
      if (!isGoodbye(frame)) return void takeFrame(stream, socket, frame);
      setTimeout(() => socket.terminate(), GOODBYE_MS).unref();
      end();
    });
    socket.on("error", (error) => {
      // The address holds a ticket, and what fails before the opening may tell the address.
      const about = openedAt === null ? { reason: "the socket was refused" } : { err: error };
      if (!signal.aborted) log.warn(about, "the DingTalk stream broke; tried again");
    });
    socket.on("close", () => {
      forget();
      signal.removeEventListener("abort", close);
      end();
    });
  });
}

/**
 * Stream mode: one outbound connection over which everything comes. Connects again in order, never twice at a time.
 *
 * @see https://open.dingtalk.com/document/development/introduction-to-stream-mode
 */
export function createListen(config: DingtalkConfig, deps: ThriftyDeps, timing = usual): Platform["listen"] {
  return async function listen(accept, signal) {
    const connect = async (): Promise<Ended> => {
      try {
        const address = await openConnection(config, deps);
        const socket = new WebSocket(address, { handshakeTimeout: HANDSHAKE_MS });
        return await liveThrough({ config, deps, accept }, socket, { signal, timing });
      } catch (error) {
        // What else can fail here is the address, which holds a ticket and is not to be told.
        const reason = error instanceof PlatformError ? error.message : "the address is no good";
        if (!signal.aborted) deps.log.warn({ reason }, "no connection to the DingTalk stream; tried again");
        return { worked: false };
      }
    };
    await stayConnected(connect, signal, timing.firstRetryMs);
  };
}
