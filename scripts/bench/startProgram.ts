import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

export interface Program {
  url: string;
  /** From the spawn to the line that says it listens. */
  readyMs: number;
  /** Resident memory; null where the system does not tell. */
  memory(): Memory | null;
  /** Waits for a clean end; a program that hangs is killed. */
  stop(): Promise<void>;
}

/** In MB. */
export interface Memory {
  resident: number;
  /** The part of it that are pages of files, the store's and the program's own: the system takes them back when it needs room. */
  ofFiles: number;
}

const READY_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 10_000;

async function untilListening(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("the program has no stdout");
  const lines = createInterface({ input: child.stdout });
  const limit = setTimeout(() => child.kill("SIGKILL"), READY_LIMIT_MS);
  try {
    for await (const line of lines) {
      const [, url] = /^listening on (\S+)$/.exec(line) ?? [];
      if (url) return url;
    }
  } finally {
    clearTimeout(limit);
  }
  throw new Error("the program ended before it listened; its log stands above");
}

function memoryOf(pid: number | undefined): Memory | null {
  if (process.platform !== "linux") return null;
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1024;
  return { resident: read("VmRSS"), ofFiles: read("RssFile") };
}

/** Runs a compiled file of dist/node in a process of its own until it is stopped. */
export async function startProgram(file: string, env: Record<string, string>): Promise<Program> {
  const startedAt = performance.now();
  // As the image and the unit of the README do: a small young generation costs a little time and saves some twenty megabytes, few
  // arenas cost nothing and save thirty.
  const child = spawn(process.execPath, ["--max-semi-space-size=8", join(__dirname, "../..", file)], {
    env: { PATH: process.env.PATH ?? "", MALLOC_ARENA_MAX: "2", ...env },
    cwd: env.DATA_DIR,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const killWithUs = () => child.kill("SIGKILL");
  process.once("exit", killWithUs);
  const url = await untilListening(child);
  const readyMs = performance.now() - startedAt;
  return {
    url,
    readyMs,
    memory: () => memoryOf(child.pid),
    async stop() {
      child.kill("SIGTERM");
      const limit = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
      await ended;
      clearTimeout(limit);
      process.off("exit", killWithUs);
    },
  };
}
