import "./bootstrap/requireNode.mjs";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { makeReady } from "./bootstrap/makeReady.mjs";
import { ROOT, inDist, inRoot } from "./bootstrap/paths.mjs";
import { report, runEntry } from "./bootstrap/report.mjs";

const PAGE_PORT = 5173;

function keepRunning(args, env = {}) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  process.once("exit", () => child.kill());
  return child;
}

/** The mini-app with reload, talking to the server behind it. */
async function servePages(serverUrl) {
  const { createServer } = await import(pathToFileURL(inRoot("node_modules/vite/dist/node/index.js")).href);
  const target = { target: serverUrl, changeOrigin: false };
  const pages = await createServer({
    root: inRoot("miniapp"),
    server: { port: PAGE_PORT, proxy: { "/api": target, "/simulator": target } },
  });
  await pages.listen();
  report(`mini-app with reload: http://localhost:${pages.config.server.port}/app/`);
}

runEntry(async () => {
  await makeReady();
  const port = process.env.PORT ?? "3000";
  keepRunning([
    inRoot("node_modules/typescript/bin/tsc"),
    "-p",
    "scripts/tsconfig.build.json",
    "--watch",
    "--preserveWatchOutput",
  ]);
  keepRunning(["--watch", "--enable-source-maps", inDist("node/server/main.js")], { PORT: port });
  if (existsSync(inRoot("miniapp/vite.config.ts"))) await servePages(`http://127.0.0.1:${port}`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(0));
});
