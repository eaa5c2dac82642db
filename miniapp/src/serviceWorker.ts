/// <reference lib="webworker" />
export {};

declare const self: ServiceWorkerGlobalScope;
/** Every file of this build, the page first; the build fills it in, so a new build is a new worker. */
declare const __PRECACHE__: { version: string; files: string[] };

const { version, files } = __PRECACHE__;
const PAGE = "/app/index.html";
const ASSETS = "/app/assets/";
const CACHE = `app-${version}`;
/** Longer than a live network needs for one small page; after it the kept one opens. */
const PATIENCE_MS = 2500;

/** Files with a hash in the name may come from the browser's own cache; the rest is asked for anew. */
const requestFor = (path: string) => new Request(path, path.startsWith(ASSETS) ? {} : { cache: "no-cache" });

async function keepBuild() {
  const cache = await caches.open(CACHE);
  await cache.addAll(files.map(requestFor));
}

/** Runs once no page of the build before is open any more: until then that one needs its files. */
async function dropOldBuilds() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function keptPage(): Promise<Response> {
  const page = await (await caches.open(CACHE)).match(PAGE);
  return page ?? Response.error();
}

const silence = () => new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));

/** The server's page wherever there is a server, so that a new build shows at the next opening; else the kept one. */
async function openPage(request: Request): Promise<Response> {
  const answer = await Promise.race([fetch(request).catch(() => null), silence()]);
  return answer !== null && answer.status < 500 ? answer : keptPage();
}

/** Names carry their hash, so a file found in any build's cache is the right one. */
const openFile = async (request: Request) => (await caches.match(request)) ?? fetch(request);

self.addEventListener("install", (event) => event.waitUntil(keepBuild()));
self.addEventListener("activate", (event) => event.waitUntil(dropOldBuilds()));

/** The page and its files, nothing else: what the API answers belongs to one person and is never kept. */
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname.startsWith("/app/")) event.respondWith(openPage(request));
  else if (pathname.startsWith(ASSETS)) event.respondWith(openFile(request));
});
