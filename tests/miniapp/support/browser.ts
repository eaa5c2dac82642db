/** What jsdom lacks and some modules ask for as they load: import this before them. */
window.matchMedia = (() => ({
  matches: false,
  addEventListener: () => undefined,
})) as unknown as typeof window.matchMedia;
window.scrollTo = () => undefined;
HTMLElement.prototype.scrollTo = () => undefined;

/** A browser that nobody used yet. */
export function installBrowser() {
  window.localStorage.clear();
  window.sessionStorage.clear();
}

/** Lets everything that is already promised happen. */
export async function settled(rounds = 20) {
  for (let round = 0; round < rounds; round += 1) await Promise.resolve();
}
