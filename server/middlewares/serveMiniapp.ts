import { send } from "@koa/send";
import type { Context, Middleware } from "koa";

const YEAR_MS = 31_536_000_000;

async function sendFile(http: Context, file: string, options: Parameters<typeof send>[2]): Promise<void> {
  try {
    await send(http, file, { hidden: false, ...options });
    http.vary("Accept-Encoding");
    if (http.fresh) http.status = 304;
  } catch (error) {
    if (!(error instanceof Error && "status" in error && Number(error.status) < 500)) throw error;
  }
}

/** The built mini-app below `/app/`: hashed files for ever, every other address is the page itself. */
export function serveMiniapp(root: string): Middleware {
  return async (http, next) => {
    const isRead = http.method === "GET" || http.method === "HEAD";
    if (!isRead || !http.path.startsWith("/app")) return next();
    if (http.path === "/app") return http.redirect("/app/");
    const file = http.path.slice("/app/".length);
    if (!http.path.startsWith("/app/")) return next();
    if (file.startsWith("assets/")) return sendFile(http, file, { root, maxage: YEAR_MS, immutable: true });
    const isFile = /\.[a-z0-9]+$/i.test(file);
    const setHeaders = (res: Context["res"]) => res.setHeader("Cache-Control", "no-cache");
    await sendFile(http, isFile ? file : "index.html", { root, setHeaders });
  };
}
