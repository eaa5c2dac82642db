import { installBrowser, settled } from "../support/browser";
import { FakeServer, Refusal } from "../support/server";

const me = {
  user: { id: "lilei", name: "李雷", roles: ["sales"], departments: [] },
  abilities: { customer: ["list"] },
};

/** The session lives as long as the page: every test opens a new one. */
async function openPage(path: string) {
  installBrowser();
  return openAgain(path);
}

/** Another opening in the same browser. */
async function openAgain(path: string) {
  jest.resetModules();
  window.history.replaceState(null, "", path);
  const { useSession } = await import("../../../miniapp/src/composables/useSession");
  const { takeSignInCode } = await import("../../../miniapp/src/platform");
  const session = useSession();
  return { session, open: () => session.open(takeSignInCode()) };
}

test("an open session needs nothing", async () => {
  new FakeServer().on("GET /me", me).install();
  const { session, open } = await openPage("/app/today");
  await open();
  expect(session.status.value).toBe("open");
  expect(session.user.value?.name).toBe("李雷");
});

test("a code always signs in, and leaves the address", async () => {
  const server = new FakeServer().on("GET /me", me).on("POST /auth/wecom", me).install();
  const { session, open } = await openPage("/app/customers/1?code=abc&state=x&view=levelA");
  await open();
  expect(server.called("POST /auth/wecom")[0]?.body).toEqual({ code: "abc", state: "x" });
  expect(server.called("GET /me")).toEqual([]);
  expect(window.location.search).toBe("?view=levelA");
  expect(session.status.value).toBe("open");
});

test("without a session one is sent to the platform and back to the page", async () => {
  const server = new FakeServer()
    .on("GET /me", new Refusal(401))
    .on("GET /auth/wecom/url", { url: "#platform" })
    .install();
  const { session, open } = await openPage("/app/customers/1?tab=2");
  await open();
  expect(server.called("GET /auth/wecom/url")[0]?.query.get("returnTo")).toBe("/app/customers/1?tab=2");
  expect(window.location.hash).toBe("#platform");
  expect(session.status.value).toBe("closed");
});

test("a used code is told, not tried for ever", async () => {
  const server = new FakeServer().on("POST /auth/wecom", new Refusal(401, { code: "sign_in_failed" })).install();
  const { session, open } = await openPage("/app/today?code=old");
  await open();
  expect(session.status.value).toBe("refused");
  expect(server.called("GET /auth/wecom/url")).toEqual([]);
});

test("a used code is no harm where a session is open: the card was tapped again", async () => {
  const used = new Refusal(401, { code: "sign_in_failed" });
  new FakeServer().on("POST /auth/wecom", used).on("GET /me", me).install();
  const { session, open } = await openPage("/app/today?code=old");
  await open();
  expect(session.status.value).toBe("open");
});

describe("a code that this browser did not ask for", () => {
  const unasked = new Refusal(401, { code: "sign_in_unasked" });

  test("starts the sign-in again", async () => {
    const server = new FakeServer()
      .on("POST /auth/wecom", unasked)
      .on("GET /me", new Refusal(401))
      .on("GET /auth/wecom/url", { url: "#platform", state: "own" })
      .install();
    const { session, open } = await openPage("/app/today?code=theirs&state=theirs");
    await open();
    expect(server.called("GET /auth/wecom/url")).toHaveLength(1);
    expect(window.location.hash).toBe("#platform");
    expect(session.status.value).toBe("closed");
  });

  test("does not take the place of who is signed in", async () => {
    new FakeServer().on("POST /auth/wecom", unasked).on("GET /me", me).install();
    const { session, open } = await openPage("/app/today?code=theirs");
    await open();
    expect(session.user.value?.name).toBe("李雷");
  });
});

test("a session that ends while one works goes to sign in again", async () => {
  const server = new FakeServer()
    .on("GET /me", me)
    .on("GET /customers", new Refusal(401))
    .on("GET /auth/wecom/url", { url: "#again" })
    .install();
  const { session, open } = await openPage("/app/customers");
  await open();
  const { listRecords } = await import("../../../miniapp/src/api/records");
  await expect(listRecords("customer")).rejects.toBeDefined();
  await settled();
  expect(server.called("GET /auth/wecom/url")).toHaveLength(1);
  expect(session.status.value).toBe("closed");
});

test("no network at the start is said as such", async () => {
  const server = new FakeServer().install();
  server.isDown = true;
  const { session, open } = await openPage("/app/today");
  await open();
  expect(session.status.value).toBe("unreachable");
});

describe("opened without a network, as the one who worked here last", () => {
  const HELD = { label: "聊了价格", method: "POST" as const, path: "/follow-ups", body: { content: "聊了价格" } };
  const hanmei = { ...me, user: { ...me.user, id: "hanmei", name: "韩梅" } };

  async function reopenOffline(path: string) {
    const server = new FakeServer()
      .on("GET /me", me)
      .on("POST /auth/wecom", me)
      .on("POST /follow-ups", { id: "f1" })
      .install();
    await (await openPage("/app/today")).open();
    server.isDown = true;
    const { session, open } = await openAgain(path);
    await open();
    const { useOutbox } = await import("../../../miniapp/src/composables/useOutbox");
    return { server, session, outbox: useOutbox() };
  }

  test("it is their page, and what they write goes out once the server knows them", async () => {
    const { server, session, outbox } = await reopenOffline("/app/today");
    expect(session.status.value).toBe("open");
    expect(session.user.value?.name).toBe("李雷");
    await outbox.submit(HELD);
    expect(outbox.waiting.value).toHaveLength(1);

    server.isDown = false;
    server.calls = [];
    await outbox.flush();
    expect(server.calls.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /me", "POST /follow-ups"]);
    expect(outbox.own.value).toEqual([]);
  });

  test("the code of a card tapped then signs in later", async () => {
    const { server, outbox } = await reopenOffline("/app/today?code=abc");
    server.isDown = false;
    await outbox.submit(HELD);
    expect(server.called("POST /auth/wecom")[0]?.body).toEqual({ code: "abc", state: null });
    expect(server.called("POST /follow-ups")).toHaveLength(1);
  });

  test("what one wrote is not sent as another who turns out to be signed in", async () => {
    const { server, session, outbox } = await reopenOffline("/app/today");
    await outbox.submit(HELD);
    server.isDown = false;
    server.on("GET /me", hanmei);
    await outbox.flush();
    expect(session.user.value?.name).toBe("韩梅");
    expect(server.called("POST /follow-ups")).toEqual([]);
    expect(outbox.own.value).toEqual([]);
    await outbox.openFor("lilei");
    expect(server.called("POST /follow-ups")).toHaveLength(1);
  });

  test("who signed out is not remembered", async () => {
    const { server, session } = await reopenOffline("/app/today");
    server.isDown = false;
    server.on("POST /auth/logout", () => undefined);
    await session.close();
    server.isDown = true;
    const next = await openAgain("/app/today");
    await next.open();
    expect(next.session.status.value).toBe("unreachable");
  });
});

test("what is written as the session ends waits for its writer", async () => {
  new FakeServer()
    .on("GET /me", me)
    .on("POST /follow-ups", new Refusal(401))
    .on("GET /auth/wecom/url", { url: "#again" })
    .install();
  const { open } = await openPage("/app/today");
  await open();
  const { useOutbox } = await import("../../../miniapp/src/composables/useOutbox");
  const outbox = useOutbox();
  const sent = await outbox.submit({ label: "聊了价格", method: "POST", path: "/follow-ups" });
  expect(sent.state).toBe("queued");
  await outbox.openFor("lilei");
  expect(outbox.waiting.value.map(({ label }) => label)).toEqual(["聊了价格"]);
});
