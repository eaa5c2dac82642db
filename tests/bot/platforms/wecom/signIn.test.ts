import { signUrl } from "../../../../bot/platforms/wecom/signPage";
import { type FakeWecom, startFakeWecom } from "../../../support/fakeWecom";
import { NOW, platformFor } from "./support";
import { pageVectors } from "./vectors";

let fake: FakeWecom;

beforeEach(async () => {
  fake = await startFakeWecom();
});
afterEach(() => fake.stop());

const returnTo = "https://crm.example.com/app/?next=/customers";

describe("where a browser signs in", () => {
  it("is the silent page inside the client", () => {
    const url = new URL(platformFor(fake).platform.signInUrl({ returnTo, state: "abc123", insideClient: true }));
    expect(url.origin + url.pathname).toBe("https://open.weixin.qq.com/connect/oauth2/authorize");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      appid: "ww1234567890abcdef",
      agentid: "1000002",
      redirect_uri: returnTo,
      response_type: "code",
      scope: "snsapi_base",
      state: "abc123",
    });
    expect(url.hash).toBe("#wechat_redirect");
  });

  it("is the page to scan outside", () => {
    const url = new URL(platformFor(fake).platform.signInUrl({ returnTo, state: "abc123", insideClient: false }));
    expect(url.origin + url.pathname).toBe("https://login.work.weixin.qq.com/wwlogin/sso/login");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      appid: "ww1234567890abcdef",
      agentid: "1000002",
      redirect_uri: returnTo,
      login_type: "CorpApp",
      state: "abc123",
    });
  });
});

describe("a sign-in code", () => {
  it("stands for a member, once", async () => {
    const { platform } = platformFor(fake);
    fake.codes.set("CODE", "zhangsan");
    await expect(platform.exchangeCode("CODE")).resolves.toEqual({ userId: "zhangsan" });
    await expect(platform.exchangeCode("CODE")).rejects.toMatchObject({ details: { failure: "drop", code: 40029 } });
  });

  it("of somebody outside the corp signs nobody in", async () => {
    fake.fail("auth/getuserinfo", { answer: { openid: "OPENID", external_userid: "wmAAAA" } });
    await expect(platformFor(fake).platform.exchangeCode("CODE")).rejects.toMatchObject({
      details: { failure: "drop", code: "not_a_member" },
    });
  });
});

describe("page signatures", () => {
  it.each(pageVectors)("agree with the platform's for $input.url", ({ input, signature }) => {
    expect(signUrl(input)).toEqual({ timestamp: input.timestamp, nonceStr: input.nonceStr, signature });
  });

  it("come for the corp and for the app, each with its own ticket, which is kept", async () => {
    const { platform } = platformFor(fake);
    const url = "https://crm.example.com/app/customers?x=1#top";
    const signed = await platform.signPage(url);
    const signature = ({ nonceStr }: { nonceStr: string }, ticket: string) =>
      signUrl({ url, ticket, nonceStr, timestamp: NOW.getTime() / 1000 });
    expect(signed).toEqual({
      corpId: "ww1234567890abcdef",
      agentId: "1000002",
      ...signature(signed, "TICKET-CORP"),
      app: signature(signed.app!, "TICKET-APP"),
    });
    await platform.signPage(url);
    expect(fake.callsTo("get_jsapi_ticket")).toHaveLength(1);
    expect(fake.callsTo("ticket/get").map(({ query }) => query.type)).toEqual(["agent_config"]);
  });

  it.each([
    "https://evil.example/app/",
    "https://crm.example.com.evil.example/",
    "/app/",
    "https://crm.example.com:8443/",
  ])("are refused to %s", async (url) => {
    await expect(platformFor(fake).platform.signPage(url)).rejects.toMatchObject({ details: { code: "foreign_page" } });
    expect(fake.calls).toHaveLength(0);
  });
});
