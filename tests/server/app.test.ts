import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { useDatabase } from "../support/db";
import { buildUser } from "../support/factories";
import { useApi } from "../support/http";

useDatabase();
let isReady = true;
const api = useApi({
  ready: async () => {
    if (!isReady) throw new Error("the store is down");
  },
  hooks: async (http, next) => {
    if (http.path !== "/hooks/x") return next();
    http.body = "hook";
  },
  middleware: [
    async (http, next) => {
      if (http.path === "/broken") throw new Error("a secret detail");
      return next();
    },
  ],
});

beforeAll(async () => {
  await mkdir(join(api.folders.miniapp, "assets"));
  await writeFile(join(api.folders.miniapp, "index.html"), "<html>app</html>");
  await writeFile(join(api.folders.miniapp, "assets", "main-abc.js"), "run()");
  await writeFile(join(api.folders.miniapp, "assets", "main-abc.js.gz"), "zipped");
  await writeFile(join(api.folders.miniapp, ".secret"), "secret");
  await writeFile(join(api.folders.public, "WW_verify_AbC123.txt"), "AbC123");
  await writeFile(join(api.folders.public, "other.txt"), "other");
});

test("tells that it lives, and whether it is ready", async () => {
  expect((await api.get("//healthz")).body).toEqual({ status: "ok" });
  expect((await api.get("//readyz")).status).toBe(200);
  isReady = false;
  expect(await api.get("//readyz")).toMatchObject({ status: 503, body: { status: "unavailable" } });
  isReady = true;
});

test("gives a request its id back, or a new one instead of a strange one", async () => {
  const idFor = async (asked: string) =>
    (await api.get("//healthz", { headers: { "x-request-id": asked } })).headers.get("x-request-id");
  expect(await idFor("abc-1.2_3")).toBe("abc-1.2_3");
  expect(await idFor("<script>")).toMatch(/^[0-9a-f-]{36}$/);
  expect(await idFor("a".repeat(65))).toMatch(/^[0-9a-f-]{36}$/);
});

test("an error nobody foresaw tells nothing", async () => {
  const reply = await api.get("//broken");
  expect(reply).toMatchObject({ status: 500, body: { code: "internal" } });
  expect(reply.text).not.toContain("secret");
});

test("every answer is fenced in", async () => {
  for (const path of ["//healthz", "//app/", "/me", "//hooks/y"]) {
    const { headers } = await api.get(path);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'; script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get("strict-transport-security")).toBeNull();
  }
  expect((await api.get("/me")).headers.get("cache-control")).toBe("no-store");
});

test("hands what platforms call to their door", async () => {
  expect((await api.get("//hooks/x")).text).toBe("hook");
});

describe("the mini-app", () => {
  test("is the page at every address of its own", async () => {
    const root = await api.get("//");
    expect([root.status, root.headers.get("location")]).toEqual([302, "/app/"]);
    expect((await api.get("//app")).headers.get("location")).toBe("/app/");
    for (const path of ["//app/", "//app/customers/1", "//app/sign-in?code=1"]) {
      const reply = await api.get(path);
      expect([reply.text, reply.headers.get("cache-control")]).toEqual(["<html>app</html>", "no-cache"]);
    }
  });

  test("keeps its hashed files for ever, packed where they are", async () => {
    const plain = await api.get("//app/assets/main-abc.js", { headers: { "accept-encoding": "identity" } });
    expect(plain.text).toBe("run()");
    expect(plain.headers.get("cache-control")).toBe("max-age=31536000,immutable");
    expect(plain.headers.get("content-type")).toMatch(/javascript/);
    expect(plain.headers.get("vary")).toBe("Accept-Encoding");
  });

  test("answers 304 to who has the page already", async () => {
    const { headers } = await api.get("//app/");
    // Without this, fetch itself asks for an answer past all caches.
    const conditional = { "if-modified-since": headers.get("last-modified") ?? "", "cache-control": "max-age=0" };
    const again = await api.get("//app/", { headers: conditional });
    expect([again.status, again.text]).toEqual([304, ""]);
  });

  test.each(["//app/assets/none.js", "//app/.secret", "//app/..%2f..%2fpackage.json", "//application"])(
    "has nothing at %s",
    async (path) => expect([404, 400]).toContain((await api.get(path)).status),
  );
});

describe("the proof of the domain", () => {
  test("is served from its folder", async () => {
    expect((await api.get("//WW_verify_AbC123.txt")).text).toBe("AbC123");
  });

  test.each(["//WW_verify_none.txt", "//WW_verify_..%2fother.txt", "//other.txt"])(
    "and nothing else: %s",
    async (path) => {
      expect((await api.get(path)).status).toBe(404);
    },
  );
});

test("a runaway script is slowed down, others are not", async () => {
  const [busy, other] = [api.as(await buildUser()), api.as(await buildUser())];
  await other.get("/me");
  await busy.get("/me");
  const replies = await Promise.all(Array.from({ length: 310 }, () => busy.get("/me")));
  const refused = replies.filter((reply) => reply.status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.body.code).toBe("too_many_requests");
  expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await other.get("/me")).status).toBe(200);
  api.clock.advance(1000);
  expect((await busy.get("/me")).status).toBe(200);
}, 30_000);

describe("while the simulator runs", () => {
  const framed = useApi({ config: { hasSimulator: true } });

  test("its page may show the mini-app in a frame", async () => {
    expect((await framed.get("//healthz")).headers.get("content-security-policy")).toContain("frame-ancestors 'self'");
  });
});
