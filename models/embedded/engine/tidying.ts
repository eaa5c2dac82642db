import type { Engine } from "./engine";

/** So long nothing was written before there is time for a copy. */
const QUIET_MS = 5000;
/** Until the next copy, when one was given up or has just been made. */
const NEXT_COPY_MS = 10 * 60_000;

/** Gives back what piles up while the file is open, at moments when nobody is kept waiting for it. */
export class Tidying {
  #commits = 0;
  #writtenAt = -Infinity;
  #copyFrom = -Infinity;
  #isStopped = false;

  constructor(readonly engine: Engine) {}

  stop(): void {
    this.#isStopped = true;
  }

  /** One look, and what it calls for. */
  async run(): Promise<void> {
    const { environment, gate, sessions } = this.engine;
    const now = this.engine.options.now().getTime();
    const by = environment.untidy(this.#isQuiet(now) && now >= this.#copyFrom);
    if (by === null || sessions.hasOpen) return;
    if (by === "reopen") return void (await gate.alone(() => environment.reopen()));
    this.#copyFrom = now + NEXT_COPY_MS;
    const replace = await environment.copy(() => !this.#isStopped);
    if (replace) await gate.alone(replace);
  }

  #isQuiet(now: number): boolean {
    const { environment } = this.engine;
    if (environment.commits() !== this.#commits) {
      this.#commits = environment.commits();
      this.#writtenAt = now;
    }
    return now - this.#writtenAt >= QUIET_MS;
  }
}
