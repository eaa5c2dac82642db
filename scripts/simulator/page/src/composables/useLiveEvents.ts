import { onScopeDispose } from "vue";
import type { LiveEvent } from "../../../protocol";

const RETRY_MS = 1000;

export interface LiveEventHandlers {
  take: (event: LiveEvent) => void;
  /** Every opening starts from the server's state, so nothing missed in between stays missing. */
  onOpen: () => void;
  onLost: () => void;
}

/** The server's events for as long as the component lives, reconnecting by itself. */
export function useLiveEvents({ take, onOpen, onLost }: LiveEventHandlers): void {
  let events: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const connect = () => {
    events = new EventSource("/simulator/events");
    events.onmessage = ({ data }: MessageEvent<string>) => take(JSON.parse(data) as LiveEvent);
    events.onopen = onOpen;
    events.onerror = () => {
      onLost();
      // A broken connection is tried again by the browser; a server that answers 503 while it starts is not.
      if (events.readyState === EventSource.CLOSED) retry = setTimeout(connect, RETRY_MS);
    };
  };
  connect();
  onScopeDispose(() => {
    clearTimeout(retry);
    events.close();
  });
}
