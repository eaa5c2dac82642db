import { computed, readonly, ref, shallowRef } from "vue";
import type { Me } from "../../../models/shared/contracts/read";
import { getConnected, getMe, getSignInUrl, signIn, signOut } from "../api/auth";
import { whenUnauthorized } from "../api/client";
import { isRefused, Unreachable } from "../api/problem";
import { forgetReads } from "../api/readCache";
import { platform, returnAddress, type SignInCode } from "../platform";
import { useOutbox } from "./useOutbox";

export type SessionStatus = "opening" | "open" | "closed" | "refused" | "unreachable";

/** Twice within this time means that signing in does not work: then a person has to look. */
const LOOP_GUARD = 20_000;
const TRIED = "yiju.signInAt";

const status = ref<SessionStatus>("opening");
const me = shallowRef<Me | null>(null);
const outbox = useOutbox();

function enter(answer: Me) {
  if (me.value !== null && me.value.user.id !== answer.user.id) forgetReads();
  me.value = answer;
  status.value = "open";
  window.sessionStorage.removeItem(TRIED);
  void outbox.openFor(answer.user.id);
}

function leave(next: SessionStatus) {
  me.value = null;
  status.value = next;
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
    const { url } = await getSignInUrl(name, returnAddress(name), platform.isInside());
    window.sessionStorage.setItem(TRIED, String(Date.now()));
    const code = name === platform.name ? await platform.askCode(url) : null;
    if (code === null) window.location.assign(url);
    else await open({ code, platform: name });
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

/** A code in the address always signs in with it, also over an open session: it says who opened the page. */
async function open(given: SignInCode | null) {
  status.value = "opening";
  try {
    enter(given === null ? await getMe() : await signIn(given.platform, given.code));
  } catch (error) {
    if (error instanceof Unreachable) return leave("unreachable");
    if (given === null && isRefused(error, 401)) return renew();
    const known = await openSession(given);
    if (known) enter(known);
    else leave("refused");
  }
}

async function close() {
  await signOut();
  leave("closed");
}

whenUnauthorized(() => {
  if (status.value === "open") void renew();
});

export const useSession = () => ({
  status: readonly(status),
  me,
  user: computed(() => me.value?.user ?? null),
  open,
  close,
  goSignIn,
});
