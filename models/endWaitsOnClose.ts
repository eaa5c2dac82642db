import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";

const CHANNEL = "net.client.socket";

function endWaits(message: unknown): void {
  const { socket } = message as { socket: Socket };
  socket.once("close", () => socket.emit("drain"));
}

/**
 * A command that the driver (7.8, 7.9) writes between the death of its socket and that socket's "close" waits for a "drain" that
 * cannot come any more, for ever, and the worker behind it with it. Told so on "close", the driver finds its connection broken
 * and tries another. Sockets under TLS are not announced by this channel.
 * @returns ends it
 */
export function endWaitsOnClose(): () => void {
  subscribe(CHANNEL, endWaits);
  return () => void unsubscribe(CHANNEL, endWaits);
}
