import { execFile, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const BOOTSTRAP = join(__dirname, "../../scripts/bootstrap");
const run = promisify(execFile);

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "bootstrap-"));
  await cp(BOOTSTRAP, join(root, "scripts/bootstrap"), { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

const MODULES = ["withLock", "fingerprint", "install", "makeReady", "serving"];

/** Arguments for code that sees the bootstrap's modules of a project folder of its own. */
function withModules(code: string): string[] {
  const module = (name: string) => pathToFileURL(join(root, "scripts/bootstrap", `${name}.mjs`)).href;
  const imports = MODULES.map((name) => `import * as ${name} from "${module(name)}";`);
  return ["--input-type=module", "-e", imports.join("") + code];
}

async function evaluate(code: string): Promise<string> {
  const { stdout } = await run(process.execPath, withModules(code), { cwd: root });
  return stdout.trim();
}

const fingerprint = () => evaluate("console.log(fingerprint.fingerprint())");
const isInstalled = () => evaluate("console.log(install.isInstalled())");

const CRITICAL = `
  import { readFileSync, writeFileSync } from "node:fs";
  import { setTimeout as pause } from "node:timers/promises";
  await withLock.withLock(async () => {
    const before = Number(readFileSync("count", "utf8"));
    await pause(100);
    writeFileSync("count", String(before + 1));
  });`;

describe("the lock", () => {
  it("lets one process in at a time", async () => {
    await writeFile(join(root, "count"), "0");
    await Promise.all(Array.from({ length: 4 }, () => evaluate(CRITICAL)));
    expect(await readFile(join(root, "count"), "utf8")).toBe("4");
  }, 20_000);

  it("is taken over from processes that were killed, by one of those who wait", async () => {
    const dead = spawn(process.execPath, ["-e", ""]);
    await new Promise((resolve) => dead.once("exit", resolve));
    await mkdir(join(root, "dist"));
    await writeFile(join(root, "dist/.lock"), String(dead.pid));
    await writeFile(join(root, "count"), "0");
    await Promise.all(Array.from({ length: 3 }, () => evaluate(CRITICAL)));
    expect(await readFile(join(root, "count"), "utf8")).toBe("3");
  }, 20_000);
});

describe("the fingerprint", () => {
  beforeEach(async () => {
    await mkdir(join(root, "server"));
    await writeFile(join(root, "server/main.ts"), "one");
  });

  it("stays while nothing changes", async () => {
    expect(await fingerprint()).toBe(await fingerprint());
  });

  it.each([
    ["changed", () => writeFile(join(root, "server/main.ts"), "other")],
    ["touched", () => utimes(join(root, "server/main.ts"), new Date(), new Date(0))],
    ["added", () => writeFile(join(root, "server/app.ts"), "one")],
    ["removed", () => rm(join(root, "server/main.ts"))],
  ])("moves when a source was %s", async (_, change) => {
    const before = await fingerprint();
    await change();
    expect(await fingerprint()).not.toBe(before);
  });

  it("does not look into installed packages", async () => {
    const before = await fingerprint();
    await mkdir(join(root, "server/node_modules"));
    await writeFile(join(root, "server/node_modules/a.js"), "");
    expect(await fingerprint()).toBe(before);
  });
});

describe("installed packages", () => {
  const lock = (packages: object) => writeFile(join(root, "package-lock.json"), JSON.stringify({ packages }));
  async function present(packages: object) {
    await mkdir(join(root, "node_modules"), { recursive: true });
    await writeFile(join(root, "node_modules/.package-lock.json"), JSON.stringify({ packages }));
  }
  const koa = { version: "3.0.0" };

  it("are missing from a fresh clone", async () => {
    await lock({ "": {}, "node_modules/koa": koa });
    expect(await isInstalled()).toBe("false");
  });

  it("are as locked, but for optional ones of other systems", async () => {
    await lock({ "": {}, "node_modules/koa": koa, "node_modules/only-mac": { version: "1.0.0", optional: true } });
    await present({ "node_modules/koa": koa });
    expect(await isInstalled()).toBe("true");
  });

  it("are outdated when a version or a package differs", async () => {
    await lock({ "": {}, "node_modules/koa": { version: "3.1.0" } });
    await present({ "node_modules/koa": koa });
    expect(await isInstalled()).toBe("false");
    await lock({ "": {}, "node_modules/koa": koa, "node_modules/zod": { version: "4.0.0" } });
    expect(await isInstalled()).toBe("false");
  });
});

describe("a command beside a running server", () => {
  const ready = () => evaluate("await makeReady.makeReadyBeside(); console.log('as built')");
  const installs = { stderr: expect.stringContaining("package-lock.json is missing") };

  beforeEach(async () => {
    await mkdir(join(root, "dist"));
    await writeFile(join(root, "dist/.stamp"), "of other sources");
  });

  it("uses what is built: nothing is installed or built from under the server", async () => {
    const server = "serving.markServing(); setTimeout(() => {}, 60_000); console.log('up')";
    const running = spawn(process.execPath, withModules(server), { cwd: root });
    await new Promise((resolve) => running.stdout.once("data", resolve));
    try {
      expect(await ready()).toBe("as built");
    } finally {
      running.kill("SIGKILL");
      await new Promise((resolve) => running.once("exit", resolve));
    }
    // Killed, it could not take its mark away.
    await expect(ready()).rejects.toMatchObject(installs);
  });

  it("makes itself ready where none runs", async () => {
    await expect(ready()).rejects.toMatchObject(installs);
  });
});

it("an older Node is told what is needed", async () => {
  const code = `Object.defineProperty(process.versions, "node", { value: "18.20.0" });
    await import("${pathToFileURL(join(root, "scripts/bootstrap/requireNode.mjs")).href}");`;
  const failure = await run(process.execPath, ["--input-type=module", "-e", code]).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("needs Node 20.19 or newer; this is 18.20.0"),
  });
});
