import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { send } from "@koa/send";
import type { Middleware } from "koa";

/** Serves the built page below /simulator/. */
export function createPageFiles(pageDir: string, appUrl: () => string): Middleware {
  return async (ctx) => {
    if (ctx.path === "/simulator") return ctx.redirect("/simulator/");
    if (!existsSync(join(pageDir, "index.html"))) {
      ctx.status = 503;
      ctx.body = "模拟器的页面还没构建，运行 npm run build";
      return;
    }
    // The mini-app opens in a frame; everything else is the page's own.
    ctx.set(
      "content-security-policy",
      `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-src 'self' ${new URL(appUrl()).origin}`,
    );
    ctx.set("x-content-type-options", "nosniff");
    const file = ctx.path.slice("/simulator/".length);
    await send(ctx, file === "" ? "index.html" : file, {
      root: pageDir,
      maxAge: file.startsWith("assets/") ? YEAR_MS : 0,
    });
  };
}

const YEAR_MS = 365 * 24 * 3600 * 1000;

/** `dist/simulator` of the project, whether this file runs compiled or from source. */
export function findPageDir(from: string = __dirname): string {
  return existsSync(join(from, "package.json")) ? join(from, "dist", "simulator") : findPageDir(dirname(from));
}
