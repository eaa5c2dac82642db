import { computed, onScopeDispose, reactive, ref } from "vue";
import type { CallEntry, ChatEntry, FaultState, LiveEvent, MenuButton, SimulatorUser } from "../../../protocol";
import { fetchEntries, fetchState } from "../api";

const KEPT_CALLS = 300;

/** The page's one live view of the simulator: what the server pushed, kept current by server-sent events. */
export function useSimulator() {
  const state = reactive({
    users: [] as SimulatorUser[],
    menu: [] as MenuButton[],
    faults: null as FaultState | null,
    calls: [] as CallEntry[],
    appPath: "",
    isReady: false,
    isConnected: true,
  });
  const chats = reactive<Record<string, ChatEntry[]>>({});
  const clock = useServerClock();

  const load = async () => {
    const { now, users, menu, faults, calls, appPath } = await fetchState();
    clock.set(now);
    Object.assign(state, { users, menu, faults, calls, appPath, isReady: true });
    await Promise.all(Object.keys(chats).map(openChat));
  };
  const openChat = async (userId: string) => {
    chats[userId] = await fetchEntries(userId);
  };
  const take = (event: LiveEvent) => {
    switch (event.type) {
      case "entry":
        return putEntry(chats[event.userId], event.entry);
      case "call":
        state.calls = [event.call, ...state.calls].slice(0, KEPT_CALLS);
        return;
      case "faults":
        state.faults = event.faults;
        return;
      case "clock":
        return clock.set(event.now);
      case "menu":
        state.menu = event.menu;
        return;
    }
  };

  listen(take, {
    onOpen: () => {
      state.isConnected = true;
      // A server that goes away in between shows as a lost connection, and the next opening loads again.
      load().catch(() => (state.isConnected = false));
    },
    onLost: () => {
      state.isConnected = false;
    },
  });
  return { state, chats, now: clock.now, setNow: clock.set, openChat };
}

export type SimulatorView = ReturnType<typeof useSimulator>;

function putEntry(chat: ChatEntry[] | undefined, entry: ChatEntry): void {
  const index = chat?.findIndex(({ id }) => id === entry.id) ?? -1;
  if (chat && index >= 0) chat[index] = entry;
  else chat?.push(entry);
}

const RETRY_MS = 1000;

/** Every opening starts from the server's state, so nothing missed in between stays missing. */
function listen(take: (event: LiveEvent) => void, { onOpen, onLost }: { onOpen: () => void; onLost: () => void }) {
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

/** The server's clock, which may be ahead of the browser's, ticking between two answers. */
function useServerClock() {
  const ahead = ref(0);
  const tick = ref(Date.now());
  const timer = setInterval(() => (tick.value = Date.now()), 1000);
  onScopeDispose(() => clearInterval(timer));
  return {
    now: computed(() => new Date(tick.value + ahead.value)),
    set: (now: string) => {
      tick.value = Date.now();
      ahead.value = Date.parse(now) - tick.value;
    },
  };
}
