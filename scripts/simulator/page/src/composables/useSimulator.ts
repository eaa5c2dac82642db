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
    appUrl: "",
    isReady: false,
    isConnected: true,
  });
  const chats = reactive<Record<string, ChatEntry[]>>({});
  const clock = useServerClock();

  const load = async () => {
    const { now, users, menu, faults, calls, appUrl } = await fetchState();
    clock.set(now);
    Object.assign(state, { users, menu, faults, calls, appUrl, isReady: true });
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
      void load();
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

/** Reconnects by itself; every opening starts from the server's state, so nothing missed in between stays missing. */
function listen(take: (event: LiveEvent) => void, { onOpen, onLost }: { onOpen: () => void; onLost: () => void }) {
  const events = new EventSource("/simulator/events");
  events.onmessage = ({ data }: MessageEvent<string>) => take(JSON.parse(data) as LiveEvent);
  events.onopen = onOpen;
  events.onerror = onLost;
  onScopeDispose(() => events.close());
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
