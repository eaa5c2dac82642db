import { installBrowser, settled } from "../support/browser";
import { FakeServer, Refusal } from "../support/server";

const me = {
  user: { id: "lilei", name: "李雷", roles: ["sales"], departments: [] },
  abilities: { customer: ["list"] },
};

/** The session lives as long as the page: every test opens a new one. */
async function openPage(path: string) {
  jest.resetModules();
  installBrowser();
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
  expect(server.called("POST /auth/wecom")[0]?.body).toEqual({ code: "abc" });
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
