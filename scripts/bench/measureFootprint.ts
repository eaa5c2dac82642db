import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Memory, Program } from "./startProgram";
import type { Row } from "./table";

const TARGET_READY_MS = 3000;
const TARGET_RESIDENT_MB = 250;
const TARGET_PAGE_KB = 150;
const PAGE_FOLDER = join(__dirname, "../../../miniapp");

const BARE = `const s = performance.now(); require("koa"); require("mongoose");
  console.log(JSON.stringify({ ms: performance.now() - s, mb: process.memoryUsage.rss() / 2 ** 20 }))`;

/** A process that only loads Koa and mongoose. */
function bareProcess(): { ms: number; mb: number } {
  const startedAt = performance.now();
  const printed = execFileSync(process.execPath, ["-e", BARE], {
    cwd: join(__dirname, "../../../.."),
    encoding: "utf8",
  });
  return { ...(JSON.parse(printed) as { mb: number }), ms: performance.now() - startedAt };
}

/** What the program took when it was ready, and after all that was asked of it. */
export interface Footprint {
  atStart: Memory | null;
  atEnd: Memory | null;
}

export function measureFootprint({ readyMs }: Program, { atStart, atEnd }: Footprint, customers: number): Row[] {
  const bare = bareProcess();
  const ready = {
    what: `ready after start, ${customers} customers stored`,
    measured: `${(readyMs / 1000).toFixed(1)} s`,
    target: "≤ 3 s",
    floor: `${(bare.ms / 1000).toFixed(1)} s Koa and mongoose alone`,
    isMet: readyMs <= TARGET_READY_MS,
  };
  const rowOf = (when: string, { resident, ofFiles }: Memory): Row => ({
    what: `resident ${when}, ${customers} customers`,
    measured: `${Math.round(resident)} MB, ${Math.round(ofFiles)} of them files`,
    target: `≤ ${TARGET_RESIDENT_MB} MB`,
    floor: `${Math.round(bare.mb)} MB Koa and mongoose alone`,
    isMet: resident <= TARGET_RESIDENT_MB,
  });
  return [
    ready,
    ...(atStart ? [rowOf("when ready", atStart)] : []),
    ...(atEnd ? [rowOf("after all of the above", atEnd)] : []),
  ];
}

/** Follows static imports from what index.html loads; the first page is among them. */
function filesOfFirstLoad(): Set<string> {
  const assets = join(PAGE_FOLDER, "assets");
  const html = readFileSync(join(PAGE_FOLDER, "index.html"), "utf8");
  const waiting = [...html.matchAll(/assets\/([\w.-]+\.js)/g)].map(([, name]) => name ?? "");
  const found = new Set<string>();
  for (let name = waiting.pop(); name; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const text = readFileSync(join(assets, name), "utf8");
    for (const [, imported] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g))
      waiting.push(imported ?? "");
  }
  return found;
}

/** JavaScript of the first screen, gzipped. Null before the mini-app is built. */
export function measurePage(): Row | null {
  if (!existsSync(join(PAGE_FOLDER, "index.html"))) return null;
  const files = [...filesOfFirstLoad()].map((name) => readFileSync(join(PAGE_FOLDER, "assets", name)));
  const kilobytes = files.reduce((sum, file) => sum + gzipSync(file).length, 0) / 1024;
  return {
    what: `JavaScript of the first screen, ${files.length} files`,
    measured: `${Math.round(kilobytes)} KB gzip`,
    target: `≤ ${TARGET_PAGE_KB} KB`,
    floor: "",
    isMet: kilobytes <= TARGET_PAGE_KB,
  };
}
