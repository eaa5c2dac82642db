import { createHash } from "node:crypto";
import { join } from "node:path";
import { build, type Plugin } from "vite";

const SOURCE = join(import.meta.dirname, "src/serviceWorker.ts");
const PAGE = "index.html";

/** A script of its own that imports nothing: older clients know no module workers. */
async function buildWorker(precache: { version: string; files: string[] }, target: string[]) {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    define: { __PRECACHE__: JSON.stringify(precache) },
    build: { write: false, target, lib: { entry: SOURCE, formats: ["iife"], name: "worker" } },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (!result || !("output" in result)) throw new Error("the service worker was not built");
  return result.output[0].code;
}

/** Emits `sw.js`: the service worker, with the list of the files this build consists of. */
export function precacheBuild(base: string, target: string[]): Plugin {
  return {
    name: "precache-build",
    apply: "build",
    // After Vite's own plugin put the page into the bundle.
    enforce: "post",
    async generateBundle(_options, bundle) {
      const page = bundle[PAGE];
      if (page?.type !== "asset") throw new Error(`the build has no ${PAGE} to keep`);
      const files = Object.keys(bundle)
        .map((name) => base + name)
        .sort();
      // Every other name carries the hash of what is in it.
      const version = createHash("sha256").update(files.join("\n")).update(page.source).digest("hex").slice(0, 16);
      this.emitFile({ type: "asset", fileName: "sw.js", source: await buildWorker({ version, files }, target) });
    },
  };
}
