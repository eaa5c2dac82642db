import { noteCard, primaryAction } from "../../../../bot/card";
import { PlatformError } from "../../../../bot/errors";
import { type FakeWecom, startFakeWecom } from "../../../support/fakeWecom";
import { platformFor, SECRET, zhangsan } from "./support";

let fake: FakeWecom;

beforeEach(async () => {
  fake = await startFakeWecom();
});
afterEach(() => fake.stop());

const card = { ...noteCard("确认新建客户？", "华星科技"), buttons: [primaryAction("确认", "confirm")] };

async function failureOf(work: Promise<unknown>): Promise<PlatformError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PlatformError)) throw new Error(`expected a PlatformError, got ${String(error)}`);
  return error;
}

describe("the access token", () => {
  it("is fetched once for twenty sends at the same time, and kept", async () => {
    const { platform } = platformFor(fake);
    fake.fail("gettoken", { delayMs: 50 });
    await Promise.all(Array.from({ length: 20 }, (_, index) => platform.send(zhangsan, card, `card-${index}`)));
    await platform.send(zhangsan, card, "card-20");
    expect(fake.callsTo("gettoken")).toHaveLength(1);
    expect(fake.shown).toHaveLength(21);
  });

  it("is not asked for before it is needed", () => {
    platformFor(fake).platform.signInUrl({ returnTo: "https://crm.example.com/app/", state: "s", insideClient: true });
    expect(fake.calls).toHaveLength(0);
  });

  it("is renewed shortly before it ends", async () => {
    const { platform, clock } = platformFor(fake);
    await platform.send(zhangsan, card, "card-1");
    clock.now += 114 * 60_000;
    await platform.send(zhangsan, card, "card-2");
    clock.now += 2 * 60_000;
    await platform.send(zhangsan, card, "card-3");
    expect(fake.callsTo("gettoken")).toHaveLength(2);
  });

  it.each([40014, 42001] as const)("is renewed once, and the call replayed, after %d", async (errcode) => {
    const { platform } = platformFor(fake);
    await platform.send(zhangsan, card, "card-0");
    fake.revokeTokens(errcode);
    await Promise.all(Array.from({ length: 20 }, (_, index) => platform.send(zhangsan, card, `card-${index + 1}`)));
    expect(fake.callsTo("gettoken")).toHaveLength(2);
    expect(fake.shown).toHaveLength(21);
  });

  it("is not renewed a second time for one call", async () => {
    const { platform } = platformFor(fake);
    fake.fail("message/send", { errcode: 40014 }, { errcode: 40014 });
    const error = await failureOf(platform.send(zhangsan, card, "card-1"));
    expect(error.details).toMatchObject({ failure: "retry", code: 40014 });
    expect(fake.callsTo("message/send")).toHaveLength(2);
  });

  it("is asked for anew after a failure that passes", async () => {
    const { platform } = platformFor(fake);
    fake.fail("gettoken", { errcode: -1 });
    expect((await failureOf(platform.send(zhangsan, card, "card-1"))).details.failure).toBe("retry");
    await expect(platform.send(zhangsan, card, "card-1")).resolves.toMatchObject({ externalId: expect.any(String) });
  });

  it("is not asked for again within a minute after a wrong secret", async () => {
    const { platform, clock } = platformFor(fake);
    fake.fail("gettoken", { errcode: 40001 });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect((await failureOf(platform.send(zhangsan, card, "card-1"))).details).toMatchObject({
        failure: "admin",
        code: 40001,
      });
    }
    expect(fake.callsTo("gettoken")).toHaveLength(1);
    clock.now += 61_000;
    await expect(platform.send(zhangsan, card, "card-1")).resolves.toBeDefined();
  });
});

describe("what goes wrong under way", () => {
  it.each([
    [{ errcode: -1 }, { failure: "retry", code: -1 }],
    [{ errcode: 45009 }, { failure: "retry", code: 45009, retryAfterMs: 60_000 }],
    [{ errcode: 45033 }, { failure: "retry", code: 45033 }],
    [{ errcode: 60020 }, { failure: "admin", code: 60020 }],
    [{ errcode: 81013 }, { failure: "drop", code: 81013 }],
    [{ errcode: 42050 }, { failure: "drop", code: 42050 }],
    [{ errcode: 99999999 }, { failure: "retry", code: 99999999 }],
    [{ status: 500 }, { failure: "retry", code: 500 }],
    [
      { status: 503, headers: { "retry-after": "7" } },
      { failure: "retry", code: 503, retryAfterMs: 7_000 },
    ],
    [
      { status: 429, headers: { "retry-after": "120" } },
      { failure: "retry", code: 429, retryAfterMs: 120_000 },
    ],
    [{ status: 404 }, { failure: "admin", code: 404 }],
    [
      { status: 302, headers: { location: "http://127.0.0.1:9/elsewhere" } },
      { failure: "admin", code: 302 },
    ],
    [
      { body: "<html>login</html>", contentType: "text/html" },
      { failure: "retry", code: "not_json" },
    ],
    [
      { body: '{"errcode":0', contentType: "application/json" },
      { failure: "retry", code: "not_json" },
    ],
    [
      { body: "[1]", contentType: "application/json" },
      { failure: "retry", code: "unexpected_answer" },
    ],
    [
      { body: '{"errcode":81013,"errmsg":"x"}', contentType: "" },
      { failure: "drop", code: 81013 },
    ],
  ])("%j becomes %j", async (fault, details) => {
    const { platform } = platformFor(fake);
    fake.fail("message/send", fault);
    const error = await failureOf(platform.send(zhangsan, card, "card-1"));
    expect(error.details).toMatchObject({ ...details, call: "message/send" });
    expect(fake.callsTo("message/send")).toHaveLength(1);
  });

  it("gives up on an answer that does not come, and the repeat is shown once", async () => {
    const { platform } = platformFor(fake, { timeoutMs: 100 });
    await platform.send(zhangsan, card, "card-0");
    fake.fail("message/send", { hang: true }, { delayMs: 300 });
    expect((await failureOf(platform.send(zhangsan, card, "card-1"))).details).toMatchObject({
      failure: "retry",
      code: "timeout",
    });
    expect((await failureOf(platform.send(zhangsan, card, "card-1"))).details.code).toBe("timeout");
    await new Promise((resolve) => setTimeout(resolve, 300));
    await platform.send(zhangsan, card, "card-1");
    expect(fake.shown).toHaveLength(2);
  });

  it("gives up on a body that stops half way", async () => {
    const { platform } = platformFor(fake, { timeoutMs: 100 });
    fake.fail("message/send", { stall: '{"errcode":' });
    expect((await failureOf(platform.send(zhangsan, card, "card-1"))).details).toMatchObject({
      failure: "retry",
      code: "timeout",
    });
  });

  it("tells a platform that cannot be reached", async () => {
    const { baseUrl, stop } = await startFakeWecom();
    await stop();
    const { platform } = platformFor({ baseUrl });
    expect((await failureOf(platform.send(zhangsan, card, "card-1"))).details).toMatchObject({
      failure: "retry",
      code: "ECONNREFUSED",
    });
  });

  it("never tells a secret or a token", async () => {
    const { platform, log } = platformFor(fake);
    fake.fail("gettoken", { errcode: 40001, errmsg: `invalid secret ${SECRET}` });
    const first = await failureOf(platform.send(zhangsan, card, "card-1"));
    const second = platformFor(fake).platform;
    fake.fail("message/send", { errcode: -1, errmsg: "hint for TOKEN-1" });
    const told = [first, await failureOf(second.send(zhangsan, card, "card-1"))];
    fake.fail("message/send", { status: 500 }, { body: "TOKEN-1", contentType: "text/html" });
    told.push(
      await failureOf(second.send(zhangsan, card, "card-1")),
      await failureOf(second.send(zhangsan, card, "card-1")),
    );
    for (const error of told) {
      const everything = `${error.message}${error.stack}${JSON.stringify(error)}${String(error.cause)}`;
      expect(everything).not.toMatch(/s3cret|TOKEN-1/);
    }
    expect(JSON.stringify(log.info.mock.calls)).not.toMatch(/TOKEN/);
  });
});
