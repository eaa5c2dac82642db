import { reactive } from "vue";
import { pages as t } from "../../../models/shared/text/zhCN/pages";
import { recordPath } from "../api/records";
import { RequestRefused } from "../api/problem";
import { useOutbox, type Submitted } from "./useOutbox";
import { noteWrite } from "./useWrites";

/** How long 撤销 stays in the row. */
export const UNDO_FOR = 6000;

interface Tick {
  /** What the row says instead of itself. */
  words: string;
  isRefused: boolean;
  undo: (() => Promise<void>) | null;
}

export interface Tickable {
  id: string;
  text: string;
}

const ticks = reactive(new Map<string, Tick>());
const folding = new Map<string, ReturnType<typeof setTimeout>>();
const outbox = useOutbox();

function fold(id: string) {
  clearTimeout(folding.get(id));
  folding.delete(id);
  ticks.delete(id);
  noteWrite();
}

function show(id: string, tick: Tick) {
  ticks.set(id, tick);
  clearTimeout(folding.get(id));
  folding.set(
    id,
    setTimeout(() => fold(id), UNDO_FOR),
  );
}

async function takeBack(reminder: Tickable, sent: Submitted<unknown>) {
  if (sent.state === "queued") outbox.remove(sent.key);
  else {
    const path = `${recordPath("reminder", reminder.id)}/reopen`;
    await outbox.submit({ label: `${t.actions.undo} ${reminder.text}`, method: "POST", path, body: {}, isQuiet: true });
  }
  fold(reminder.id);
}

async function change(reminder: Tickable, verb: "complete" | "drop", body: object) {
  const words = verb === "complete" ? t.task.finished : t.task.dropped;
  ticks.set(reminder.id, { words, isRefused: false, undo: null });
  try {
    const path = `${recordPath("reminder", reminder.id)}/${verb}`;
    const sent = await outbox.submit({ label: `${words} ${reminder.text}`, method: "POST", path, body, isQuiet: true });
    show(reminder.id, { words, isRefused: false, undo: () => takeBack(reminder, sent) });
  } catch (error) {
    if (!(error instanceof RequestRefused)) throw error;
    show(reminder.id, { words: error.problem.detail, isRefused: true, undo: null });
  }
}

export type Postponement = { preset: "oneHour" | "tomorrowMorning" } | { until: string };

async function postpone(reminder: Tickable, body: Postponement) {
  const path = `${recordPath("reminder", reminder.id)}/postpone`;
  try {
    await outbox.submit({ label: `${t.task.reschedule} ${reminder.text}`, method: "POST", path, body });
  } catch (error) {
    if (!(error instanceof RequestRefused)) throw error;
    show(reminder.id, { words: error.problem.detail, isRefused: true, undo: null });
  }
}

/** Finishing happens at once; the row carries the way back. */
export const useTicks = () => ({
  tickOf: (id: string) => ticks.get(id) ?? null,
  finish: (reminder: Tickable, result?: string) => change(reminder, "complete", result ? { result } : {}),
  drop: (reminder: Tickable) => change(reminder, "drop", {}),
  postpone,
});
