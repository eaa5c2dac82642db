import type { Platform } from "../../../../bot/types";
import { useDatabase } from "../../../support/db";
import { startDingtalkBot, type DingtalkBot } from "../../../support/dingtalkBot";

useDatabase();

let running: DingtalkBot;
let platform: Platform;
beforeEach(async () => {
  running = await startDingtalkBot();
  platform = running.bot.platforms.get("dingtalk")!;
});
afterEach(() => running.stop());

describe("signing in", () => {
  it.each(["inside", "outside"] as const)("with a code from %s the client, once, and for nothing", async (kind) => {
    const code = running.dingtalk.giveCode("lilei", kind);
    expect(await platform.exchangeCode(code)).toEqual({ userId: "lilei" });
    await expect(platform.exchangeCode(code)).rejects.toMatchObject({ name: "PlatformError" });
    expect(running.meter.count).not.toHaveBeenCalled();
  });

  it.each(["inside", "outside"] as const)("is refused to who left, with a code from %s", async (kind) => {
    const code = running.dingtalk.giveCode("lilei", kind);
    running.people.splice(0, 1);
    await expect(platform.exchangeCode(code)).rejects.toMatchObject({ details: { failure: "drop", code: 60121 } });
  });

  it("begins in a desktop browser at DingTalk's own page, which asks for this company", () => {
    const returnTo = "https://crm.example.com/app/sign-in";
    const url = new URL(platform.signInUrl({ returnTo, state: "s1", insideClient: false }));
    expect(url.origin + url.pathname).toBe("https://login.dingtalk.com/oauth2/auth");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      ...{ redirect_uri: returnTo, response_type: "code", client_id: running.dingtalk.keys.clientId, state: "s1" },
      ...{ scope: "openid corpid", corpId: running.dingtalk.keys.corpId },
    });
  });
});

describe("a page's signature", () => {
  it("is made for ours, with one ticket for all of them", async () => {
    const signed = await platform.signPage(`${running.publicUrl}/app/customers/1/check-in?visit=2#top`);
    expect(signed).toMatchObject({
      ...{
        corpId: "dingcorp0001",
        agentId: "836390886",
        app: null,
        signature: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    expect(signed.timestamp).toBe(Math.floor(running.clock.now().getTime() / 1000));
    expect((await platform.signPage(`${running.publicUrl}/app/`)).signature).not.toBe(signed.signature);
    expect(running.meter.count).not.toHaveBeenCalled();
  });

  it.each(["https://elsewhere.example.com/app/", "not an address"])("is not made for %s", async (href) => {
    await expect(platform.signPage(href)).rejects.toMatchObject({ details: { code: "foreign_page" } });
  });
});

describe("a file", () => {
  it("is fetched by its code, which is good for one call of the month's", async () => {
    running.dingtalk.files.set("photo", Buffer.from("png"));
    expect(await platform.downloadMedia("photo")).toMatchObject({ bytes: Buffer.from("png") });
    expect(running.meter.count).toHaveBeenCalledTimes(1);
  });

  it("whose code is over is lost, and not asked for again", async () => {
    await expect(platform.downloadMedia("gone")).rejects.toMatchObject({ details: { failure: "drop" } });
  });
});
