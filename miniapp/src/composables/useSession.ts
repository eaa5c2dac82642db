import { computed, readonly, ref, shallowRef } from "vue";
import type { Me } from "../../../models/shared/contracts/read";
import { getConnected, getMe, getSignInUrl, signIn, signOut, type SignInCode } from "../api/auth";
import { whenUnauthorized } from "../api/client";
import { isPassing, isRefused, Unreachable } from "../api/problem";
import { forgetReads } from "../api/readCache";
import { platform, returnAddress } from "../platform";
import { readStored, removeStored, writeStored } from "./storage";
import { onBackOnline } from "./useOnline";
import { useOutbox } from "./useOutbox";

export type SessionStatus = "opening" | "open" | "closed" | "refused" | "unreachable";

/** Twice within this time means that signing in does not work: then a person has to look. */
const LOOP_GUARD = 20_000;
const TRIED = "yiju.signInAt";
/** Who worked here last: their own name and rights, nothing of a customer. */
const LAST = "me";

const status = ref<SessionStatus>("opening");
const me = shallowRef<Me | null>(null);
const outbox = useOutbox();
/** Set while the open session is only remembered. */
let confirm: (() => Promise<void>) | null = null;

function enter(answer: Me) {
  if (me.value !== null && me.value.user.id !== answer.user.id) forgetReads();
  me.value = answer;
  status.value = "open";
  confirm = null;
  writeStored(LAST, answer);
  window.sessionStorage.removeItem(TRIED);
  void outbox.openFor(answer.user.id);
}

function leave(next: SessionStatus) {
  me.value = null;
  status.value = next;
  confirm = null;
  if (next !== "unreachable") removeStored(LAST);
  forgetReads();
  void outbox.openFor(null);
}

function justTried() {
  const at = Number(window.sessionStorage.getItem(TRIED) ?? 0);
  return Date.now() - at < LOOP_GUARD;
}

/** Gets a code from the client, or goes to the platform and comes back with one to the page we are on. */
async function goSignIn(name: string = platform.name) {
  try {
    const { url, state } = await getSignInUrl(name, returnAddress(name), platform.isInside());
    window.sessionStorage.setItem(TRIED, String(Date.now()));
    const code = name === platform.name ? await platform.askCode(url) : null;
    if (code === null) window.location.assign(url);
    else await open({ code, platform: name, state });
  } catch (error) {
    leave(error instanceof Unreachable ? "unreachable" : "refused");
  }
}

/** The client around us, or in a browser one that is connected; the sign-in page offers the others. */
async function usualWay(): Promise<string> {
  if (platform.isInside()) return platform.name;
  const { platforms } = await getConnected();
  const [first = platform.name] = platforms;
  return platforms.includes(platform.name) ? platform.name : first;
}

/** An ended session goes straight to the platform and back, so that nobody notices on the phone. */
async function renew() {
  leave("closed");
  if (!justTried()) await goSignIn(await usualWay().catch(() => platform.name));
}

/** A spent code is no harm where a session is open: the card was tapped again. */
const openSession = (given: SignInCode | null) => (given === null ? null : getMe().catch(() => null));

/** Without the server, the one who worked here last goes on; it is asked as soon as it is there. */
function openRemembered(given: SignInCode | null) {
  const last = readStored<Me | null>(LAST, null);
  if (last === null) return leave("unreachable");
  let asking: Promise<void> | null = null;
  confirm = () => (asking ??= open(given).finally(() => (asking = null)));
  me.value = last;
  status.value = "open";
  outbox.openRemembered(last.user.id, confirm);
}

async function recover(error: unknown, given: SignInCode | null) {
  if (isPassing(error)) return openRemembered(given);
  // Somebody else's code: as if the page had been opened without it.
  if (isRefused(error, 401) && error.problem.code === "sign_in_unasked") return open(null);
  if (given === null && isRefused(error, 401)) return status.value === "closed" ? undefined : renew();
  const known = await openSession(given);
  if (known) enter(known);
  else leave("refused");
}

/** A code in the address always signs in with it, also over an open session: it says who opened the page. */
async function open(given: SignInCode | null) {
  if (status.value !== "open") status.value = "opening";
  try {
    enter(given === null ? await getMe() : await signIn(given));
  } catch (error) {
    await recover(error, given);
  }
}

async function close() {
  // An answer that is still underway would open the session again.
  await confirm?.();
  await signOut();
  leave("closed");
}

whenUnauthorized(() => {
  if (status.value === "open") void renew();
});

onBackOnline(() => void confirm?.());

export const useSession = () => ({
  status: readonly(status),
  me,
  user: computed(() => me.value?.user ?? null),
  open,
  close,
  goSignIn,
});
