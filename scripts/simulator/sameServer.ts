const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Equal host and port; the names of this machine count as one. */
export const isSameServer = (one: URL, other: URL) =>
  one.host === other.host || (LOOPBACK.has(one.hostname) && LOOPBACK.has(other.hostname) && one.port === other.port);

/** The address without its server: a page opened as localhost has to stay there, or its session is left behind at 127.0.0.1. */
export const toPath = (url: URL) => url.pathname.replace(/^\/+/, "/") + url.search + url.hash;
