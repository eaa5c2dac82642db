import type { Platform, Received } from "../../../types";
import { pause, waitBefore } from "../../stayConnected";
import type { PlatformDeps } from "../../deps";
import type { Connection } from "./connection";
import { decode } from "./decode";
import type { Frame } from "./frames";

type Accept = (received: Received) => Promise<void>;

/**
 * Hands over what comes, one after the other. The platform neither waits for an answer to a callback nor sends it again: what
 * the store does not take at once is offered until it does.
 */
export function createListen(connection: Connection, deps: PlatformDeps): NonNullable<Platform["listen"]> {
  return async function listen(accept, signal) {
    let last = Promise.resolve();
    const take = (frame: Frame) => {
      const received = decode(frame, { reqId: frame.headers.req_id, at: deps.now() });
      last = last.then(() => offer(received, accept, signal));
    };
    await connection.run(take, signal);
    await last;
  };

  async function offer(received: Received, accept: Accept, signal: AbortSignal): Promise<void> {
    for (let failures = 1; ; failures += 1) {
      const error = await accept(received).then(
        () => null,
        (reason: unknown) => reason ?? new Error("no reason"),
      );
      if (error === null) return;
      if (signal.aborted)
        return deps.log.error({ err: error }, "a message came while stopping and could not be stored");
      deps.log.warn({ err: error, failures }, "a message could not be stored and is offered again");
      await pause(waitBefore(failures), signal);
    }
  }
}
