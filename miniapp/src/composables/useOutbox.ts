import { computed, ref } from "vue";
import { request, type Method } from "../api/client";
import { newKey } from "../api/newKey";
import { isPassing, isRefused, RequestRefused, Unreachable } from "../api/problem";
import { readStored, writeStored } from "./storage";
import { noteWrite } from "./useWrites";

/** A write as a person means it: `label` is what the list of waiting things shows. */
export interface Write {
  label: string;
  method: Exclude<Method, "GET">;
  path: string;
  body?: unknown;
  /** Where in the mini-app a refused one is corrected. */
  fixPath?: string;
  /** The caller shows the change in place and tells the other screens later. */
  isQuiet?: boolean;
}

export interface OutboxEntry extends Write {
  /** Idempotency key: a repeat of what did arrive has no second effect. */
  key: string;
  userId: string;
  createdAt: string;
  /** What the server said when it refused; null while it waits. */
  refusal: string | null;
}

export type Submitted<T> = { state: "sent"; answer: T } | { state: "queued"; key: string };

const STORE = "outbox";
const entries = ref<OutboxEntry[]>(readStored<OutboxEntry[]>(STORE, []));
const userId = ref<string | null>(null);
/** Set while that is only what this phone remembers: asks the server who we are. */
let confirm: (() => Promise<void>) | null = null;
const flushing = ref(false);
const arrivals = new Set<(entry: OutboxEntry, answer: unknown) => void>();

const currentUser = () => userId.value ?? "";
const own = computed(() => entries.value.filter((entry) => entry.userId === userId.value));
const waiting = computed(() => own.value.filter((entry) => entry.refusal === null));

function save(next: OutboxEntry[]) {
  entries.value = next;
  writeStored(STORE, next);
}

function enqueue(write: Write, key: string, writer: string): Submitted<never> {
  const entry = { ...write, key, userId: writer, createdAt: new Date().toISOString(), refusal: null };
  save([...entries.value, entry]);
  return { state: "queued", key };
}

const remove = (key: string) => save(entries.value.filter((entry) => entry.key !== key));

/** Sends as the one who wrote it, or not at all. */
async function send<T>(write: Write, key: string, writer: string): Promise<T> {
  await confirm?.();
  if (confirm !== null || writer !== currentUser()) throw new Unreachable("the server does not know us as the writer");
  return request<T>(write.method, write.path, { body: write.body, key });
}

/** An ended session is no reason to lose what was written: it waits until its writer signed in again. */
const isWorthKeeping = (error: unknown) => isPassing(error) || isRefused(error, 401);

/**
 * Sends a write, or keeps it until it can be sent.
 *
 * @throws RequestRefused when the server answered no; nothing is kept then.
 */
async function submit<T>(write: Write): Promise<Submitted<T>> {
  const key = newKey();
  const writer = currentUser();
  try {
    const answer = await send<T>(write, key, writer);
    if (!write.isQuiet) noteWrite();
    return { state: "sent", answer };
  } catch (error) {
    // What is not there any more, or not for us, must not stay on the screen either.
    if (isRefused(error, 404)) noteWrite();
    if (!isWorthKeeping(error)) throw error;
    return enqueue(write, key, writer);
  }
}

/** The first try may have been stored although its answer was lost: then there is nothing left to ask. */
function isAlreadyStored(error: unknown) {
  if (!isRefused(error, 409)) return false;
  const conflicts = Object.values(error.problem.conflicts ?? {});
  return conflicts.length > 0 && conflicts.every((c) => JSON.stringify(c.yours) === JSON.stringify(c.theirs));
}

/** True when the next one may be tried. */
async function deliver(entry: OutboxEntry): Promise<boolean> {
  try {
    const answer = await send<unknown>(entry, entry.key, entry.userId);
    remove(entry.key);
    noteWrite();
    for (const listener of arrivals) listener(entry, answer);
    return true;
  } catch (error) {
    if (isAlreadyStored(error)) {
      remove(entry.key);
      return true;
    }
    if (isWorthKeeping(error)) return false;
    const refusal = error instanceof RequestRefused ? error.problem.detail : String(error);
    save(entries.value.map((kept) => (kept.key === entry.key ? { ...kept, refusal } : kept)));
    return true;
  }
}

/** Sends what waits, oldest first; stops at the first that finds no network. */
async function flush() {
  if (flushing.value) return;
  flushing.value = true;
  try {
    for (const entry of waiting.value) if (!(await deliver(entry))) break;
  } finally {
    flushing.value = false;
  }
}

/** Entries belong to the person who wrote them: another one on the same phone neither sees nor sends them. */
function openFor(id: string | null) {
  userId.value = id;
  confirm = null;
  return id === null ? Promise.resolve() : flush();
}

/** Opens without the server's word that it is this person; nothing goes out before `ask` had it. */
function openRemembered(id: string, ask: () => Promise<void>) {
  userId.value = id;
  confirm = ask;
}

function onArrival(listener: (entry: OutboxEntry, answer: unknown) => void) {
  arrivals.add(listener);
}

export const useOutbox = () => ({ own, waiting, flushing, submit, flush, remove, openFor, openRemembered, onArrival });
