/**
 * Lets the program open without a network. After everything else, because the first screen comes first.
 * A browser without service workers, or an address that is not https, goes without.
 */
export function keepBuild() {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  window.addEventListener("load", () => {
    // Refused where storage is: then everything but the cold start works.
    navigator.serviceWorker.register("/app/sw.js").catch(() => undefined);
  });
}
