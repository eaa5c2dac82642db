import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

export interface Program {
  url: string;
  /** From the spawn to the line that says it listens. */
  readyMs: number;
  /** Resident memory in MB; null where the system does not tell. */
  residentMb(): number | null;
  /** Waits for a clean end; a program that hangs is killed. */
  stop(): Promise<void>;
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

function residentMbOf(pid: number | undefined): number | null {
  if (process.platform !== "linux") return null;
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return kilobytes ? Number(kilobytes) / 1024 : null;
}

/** Runs a compiled file of dist/node in a process of its own until it is stopped. */
export async function startProgram(file: string, env: Record<string, string>): Promise<Program> {
  const startedAt = performance.now();
  // As `npm start` does: a small young generation costs a little time and saves forty megabytes.
  const child = spawn(process.execPath, ["--max-semi-space-size=4", join(__dirname, "../..", file)], {
    env: { PATH: process.env.PATH ?? "", ...env },
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
    residentMb: () => residentMbOf(child.pid),
    async stop() {
      child.kill("SIGTERM");
      const limit = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
      await ended;
      clearTimeout(limit);
      process.off("exit", killWithUs);
    },
  };
}
