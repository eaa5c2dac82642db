import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";

const ROOT = join(__dirname, "../..");
const SERVER = join(ROOT, "dist/node/server/main.js");
const MAKE_READY = 'import("./scripts/bootstrap/makeReady.mjs").then(({ makeReady }) => makeReady())';
const READY_WITHIN_MS = 60_000;
const STORY_WITHIN_MS = 90_000;
const LAST_LINES = 30;

export const PHONE = { width: 390, height: 844 };
export const SMALL_PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1440, height: 900 };

/** How long a person would wait for what a step leads to. */
export const PATIENCE_MS = 10_000;

interface Program {
  /** `http://HOST:PORT` */
  url: string;
  stop(): Promise<void>;
}

async function run(args: string[]): Promise<void> {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`node ${args.join(" ")} ended with code ${code}`);
}

/** The program as `npm start` runs it: compiled, with an empty data folder, so with sample data and the simulator. */
async function startProgram(): Promise<Program> {
  await run(["-e", MAKE_READY]);
  const dataDir = await mkdtemp(join(tmpdir(), "yiju-e2e-"));
  const child = spawn(process.execPath, [SERVER], {
    cwd: dataDir,
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  return {
    url: await listeningAt(child),
    async stop() {
      child.kill("SIGTERM");
      await exited;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function listeningAt(child: ChildProcess): Promise<string> {
  if (!child.stdout || !child.stderr) throw new Error("the program was started without its streams");
  const said: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) =>
    said.splice(0, said.length, ...said.slice(1 - LAST_LINES), line),
  );
  const timer = setTimeout(() => child.kill("SIGKILL"), READY_WITHIN_MS);
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /^listening on (\S+)$/.exec(line)?.[1];
      if (url) return url;
    }
    throw new Error(`the program did not start:\n${said.join("\n")}`);
  } finally {
    clearTimeout(timer);
  }
}

/** What a page must never do, collected while it is used. */
function watchPage(page: Page, wrongs: string[]) {
  page.on("pageerror", (error) => wrongs.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    wrongs.push(`${page.url()}: ${message.text()}`);
  });
}

const API = "/api/v1";
const isId = (part: string) => /^[0-9a-f]{24}$/.test(part);

function watchCalls(context: BrowserContext, failed: string[]) {
  context.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (response.status() < 400 || !pathname.startsWith(API)) return;
    const path = pathname
      .slice(API.length)
      .split("/")
      .filter((part) => !isId(part));
    failed.push(`${response.request().method()} ${response.status()} ${path.join("/")}`);
  });
  // What a page that is left does not wait for any more has not failed.
  context.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    if (request.url().includes(API) && reason !== "net::ERR_ABORTED") failed.push(`${request.method()} ${reason}`);
  });
}

/** A refused or failed call is what some stories are about; Chromium reports each one as an error of the page. */
const isFailedCall = (wrong: string) => /Failed to load resource|net::ERR_/.test(wrong);

export interface Stage {
  readonly url: string;
  /** A window of its own, with its own cookies. */
  open(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** Signs in as the simulator's user on the way to a page of the mini-app. */
  openApp(context: BrowserContext, userId: string, path: string): Promise<Page>;
  /** Moves the program's clock forward. @returns what it shows then */
  advance(change: { advanceMs: number } | { now: string }): Promise<Date>;
  /** Calls of the program's own interface that were refused or failed in this story, as `POST 422 /opportunities/move`; ids are left out. */
  readonly failedCalls: readonly string[];
  /** A story that is about refused calls says so; any other fails when a page reports one. */
  expectFailedCalls(): void;
}

/** What a member's client makes of a link in chat: the page, with a one-time code in its address. */
async function signedInPath(url: string, userId: string, path: string): Promise<string> {
  const answer = await post(`${url}/simulator/chats/${userId}/links`, { url: `${url}/app${path}` });
  return ((await answer.json()) as { url: string }).url;
}

async function post(url: string, body: unknown): Promise<Response> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

/** One program and one browser for a test file, a clean set of windows for every test. */
export function useStage(): Stage {
  let program: Program;
  let browser: Browser;
  let contexts: BrowserContext[] = [];
  let wrongs: string[] = [];
  let failedCalls: string[] = [];
  let isFailureExpected = false;
  jest.setTimeout(STORY_WITHIN_MS);

  beforeAll(async () => {
    program = await startProgram();
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    });
  }, 240_000);

  beforeEach(() => {
    wrongs = [];
    failedCalls = [];
    isFailureExpected = false;
  });

  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
    expect(wrongs.filter((wrong) => !isFailureExpected || !isFailedCall(wrong))).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  return {
    get url() {
      return program.url;
    },
    async open(options = {}) {
      const context = await browser.newContext({
        baseURL: program.url,
        locale: "zh-CN",
        timezoneId: "Asia/Shanghai",
        viewport: PHONE,
        ...options,
      });
      context.setDefaultTimeout(PATIENCE_MS);
      context.on("page", (page) => watchPage(page, wrongs));
      watchCalls(context, failedCalls);
      contexts.push(context);
      return context;
    },
    async openApp(context, userId, path) {
      const page = await context.newPage();
      await page.goto(await signedInPath(program.url, userId, path));
      return page;
    },
    async advance(change) {
      const answer = await post(`${program.url}/simulator/clock`, change);
      return new Date(((await answer.json()) as { now: string }).now);
    },
    get failedCalls() {
      return failedCalls;
    },
    expectFailedCalls() {
      isFailureExpected = true;
    },
  };
}
