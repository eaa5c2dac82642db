import { reactive } from "vue";
import type { CallEntry, FaultState, LiveEvent, MenuButton, SimulatorUser } from "../../../protocol";
import { fetchState } from "../api";
import { useChats } from "./useChats";
import { useLiveEvents } from "./useLiveEvents";
import { useServerClock } from "./useServerClock";

const KEPT_CALLS = 300;

/** The page's one live view of the simulator, kept current by server-sent events. */
export function useSimulator() {
  const state = reactive({
    users: [] as SimulatorUser[],
    menu: [] as MenuButton[],
    faults: null as FaultState | null,
    calls: [] as CallEntry[],
    hasBot: false,
    hasDingtalk: false,
    isReady: false,
    isConnected: true,
  });
  const { chats, openChat, reopenAll, take: takeEntry } = useChats();
  const clock = useServerClock();

  const load = async () => {
    const { now, ...known } = await fetchState();
    clock.set(now);
    Object.assign(state, known, { isReady: true });
    await reopenAll();
  };
  const takeCall = (call: CallEntry) => {
    const isKnown = state.calls.some(({ id }) => id === call.id);
    if (!isKnown) state.calls = [call, ...state.calls].slice(0, KEPT_CALLS);
  };
  const take = (event: LiveEvent) => {
    switch (event.type) {
      case "entry":
        return takeEntry(event.userId, event.entry);
      case "call":
        return takeCall(event.call);
      case "faults":
        return void (state.faults = event.faults);
      case "clock":
        return clock.set(event.now);
      case "menu":
        return void (state.menu = event.menu);
    }
  };

  useLiveEvents({
    take,
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
