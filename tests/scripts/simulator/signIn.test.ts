import { startSimulator } from "./harness";
import type { Harness } from "./harness";

let harness: Harness;
beforeEach(async () => void (harness = await startSimulator()));
afterEach(() => harness.close());

const visit = (path: string, query: Record<string, string>) =>
  harness.request(`wecom/${path}?${new URLSearchParams(query).toString()}`, { redirect: "manual" });
const oauth = (changes: Record<string, string> = {}) =>
  visit("connect/oauth2/authorize", {
    appid: harness.sim.wecom.corpId,
    redirect_uri: `${harness.origin}/app/today?from=card`,
    response_type: "code",
    scope: "snsapi_base",
    state: "abc123",
    agentid: "1000002",
    user: "lilei",
    ...changes,
  });
const login = (changes: Record<string, string> = {}) =>
  visit("wwlogin/sso/login", {
    login_type: "CorpApp",
    appid: harness.sim.wecom.corpId,
    agentid: "1000002",
    redirect_uri: `${harness.origin}/app/`,
    state: "s",
    ...changes,
  });
const locationOf = (response: Response, base?: string) => new URL(response.headers.get("location") ?? "", base);
const whoIs = (code: string | null) => harness.api("auth/getuserinfo", { query: { code: code ?? "" } });

test("the known member comes back with a code that is good once", async () => {
  const target = locationOf(await oauth());
  expect(target.pathname + target.search).toMatch(/^\/app\/today\?from=card&code=[\w-]+&state=abc123$/);
  const code = target.searchParams.get("code");
  expect(await whoIs(code)).toMatchObject({ errcode: 0, userid: "lilei" });
  expect(await whoIs(code)).toMatchObject({ errcode: 40029 });
});

test("a code is good for five minutes", async () => {
  const code = locationOf(await oauth()).searchParams.get("code");
  harness.clock.advance(5 * 60_000 + 1);
  expect(await whoIs(code)).toMatchObject({ errcode: 42003 });
  expect(await whoIs(null)).toMatchObject({ errcode: 40029 });
});

test("without a member the page asks who it is", async () => {
  const page = await (await oauth({ user: "" })).text();
  expect(page).toContain("李雷");
  const href = /href="([^"]*user&#61;|[^"]*user=)wangwu"/.exec(page)?.[0].slice(6, -1).replaceAll("&#38;", "&");
  const response = await fetch(`${harness.origin}${href}`, { redirect: "manual" });
  expect(await whoIs(locationOf(response).searchParams.get("code"))).toMatchObject({ userid: "wangwu" });
});

test.each([
  [{ redirect_uri: "https://evil.example/app" }],
  [{ redirect_uri: "http://127.0.0.1:1/app" }],
  [{ redirect_uri: "javascript:alert(1)" }],
  [{ appid: "wwother" }],
  [{ response_type: "token" }],
  [{ scope: "everything" }],
  [{ state: "a-b" }],
  [{ state: "x".repeat(129) }],
])("refuses %j", async (changes: Record<string, string>) => {
  const response = await oauth(changes);
  expect(response.status).toBe(400);
  expect(response.headers.get("location")).toBeNull();
});

test("what a page was asked with is never markup", async () => {
  const page = await (await oauth({ user: '"><script>', scope: "snsapi_base" })).text();
  expect(page).not.toContain("<script>");
});

test("the desktop login always asks, and checks the app", async () => {
  expect(await (await login()).text()).toContain("李雷");
  const code = locationOf(await login({ user: "hexin" })).searchParams.get("code");
  expect(await whoIs(code)).toMatchObject({ userid: "hexin" });
  expect((await login({ agentid: "7" })).status).toBe(400);
  expect((await login({ login_type: "ServiceApp" })).status).toBe(400);
});

test("a link on a phone opens signed in, another site's stays as it is", async () => {
  const open = async (url: string) =>
    ((await (await harness.post("chats/lilei/links", { url })).json()) as { url: string }).url;
  const own = new URL(await open(`${harness.origin}/app/customers/1?tab=deals`), harness.origin);
  expect(own.searchParams.get("tab")).toBe("deals");
  expect(await whoIs(own.searchParams.get("code"))).toMatchObject({ userid: "lilei" });
  expect(await open("https://example.com/app/x")).toBe("https://example.com/app/x");
  expect(await open(`${harness.origin}/application`)).toBe("/application");
  expect(await open(harness.origin.replace("127.0.0.1", "localhost") + "/app/")).toMatch(/^\/app\/\?code=/);
  const page = `${harness.origin}/simulator/wecom/connect/oauth2/authorize?appid=1`;
  expect(await open(page)).toContain("&user=lilei");
});

test("the page's own way in opens the mini-app as whoever holds the phone", async () => {
  const target = locationOf(await harness.request("chats/wangwu/mini-app", { redirect: "manual" }), harness.origin);
  expect(target.pathname).toBe("/app/");
  expect(await whoIs(target.searchParams.get("code"))).toMatchObject({ userid: "wangwu" });
  expect((await harness.request("chats/nobody/mini-app", { redirect: "manual" })).status).toBe(404);
});

test("tickets stay the same for two hours and are counted", async () => {
  const corp = await harness.api("get_jsapi_ticket");
  expect(await harness.api("get_jsapi_ticket")).toEqual(corp);
  const app = await harness.api("ticket/get", { query: { type: "agent_config" } });
  expect(app.ticket).not.toBe(corp.ticket);
  expect(await harness.api("ticket/get", { query: { type: "wx_card" } })).toMatchObject({ errcode: 91040 });
  for (let count = 2; count < 100; count += 1) await harness.api("get_jsapi_ticket");
  expect(await harness.api("get_jsapi_ticket")).toMatchObject({ errcode: 45009 });
});
