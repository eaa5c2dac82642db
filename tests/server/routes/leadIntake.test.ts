import { Lead } from "../../../models";
import { LeadSource } from "../../../models/system/leadSource";
import { foundInClear, useDatabase } from "../../support/db";
import { buildUser } from "../../support/factories";
import { useApi, type Caller } from "../../support/http";

useDatabase();
const api = useApi();

const boss = async () => api.as(await buildUser({ roles: ["admin", "sales_manager"] }));
const made = async (admin: Caller, more: object) => (await admin.post("/lead-sources", more)).body;

const call = (key: string | null, body: unknown, headers: Record<string, string> = {}) =>
  api.post("/lead-intake", body, { headers: { ...(key ? { Authorization: `Bearer ${key}` } : {}), ...headers } });

const wang = { name: "王经理", phone: "（138）0000-0000", company: "海川科技", rawText: "想要报价", externalId: "A-1" };

describe("a program with a key", () => {
  async function key(admin: Caller) {
    return (await made(admin, { kind: "key", name: "官网", campaign: "秋季" })).key as string;
  }

  test("hands over a lead, which says through which door it came", async () => {
    const admin = await boss();
    const reply = await call(await key(admin), wang);
    expect(reply).toMatchObject({ status: 201, body: { state: "created" } });
    expect(Object.keys(reply.body)).toEqual(["id", "state"]);
    expect((await admin.get(`/leads/${reply.body.id}`)).body).toMatchObject({
      ...{ source: "官网", campaign: "秋季", state: "new", owner: null },
      ...{ phones: ["13800000000"], externalId: "A-1" },
    });
  });

  test("the same reference, the same number and the same call are the same lead", async () => {
    const admin = await boss();
    const secret = await key(admin);
    const { id } = (await call(secret, wang)).body;
    expect((await call(secret, wang)).body).toEqual({ id, state: "repeated" });
    expect((await Lead.findOne().lean())?.repeats).toBe(0);
    expect((await call(secret, { ...wang, rawText: "还在吗" })).body).toEqual({ id, state: "repeated" });
    expect((await call(secret, { name: "王总", phone: "13800000000" })).body).toEqual({ id, state: "repeated" });
    expect((await Lead.findOne().lean())?.repeats).toBe(2);
    const once = { "Idempotency-Key": "k1" };
    const other = { name: "李工", phone: "13900000000" };
    const both = [await call(secret, other, once), await call(secret, other, once)].map(({ body }) => body);
    expect(both[0]).toEqual(both[1]);
    expect(await Lead.countDocuments()).toBe(2);
  });

  test("a number as reference is the same lead too, and lies nowhere in clear", async () => {
    const secret = await key(await boss());
    const one = { name: "王经理", phone: "13900000000", externalId: "13812345678" };
    const { id } = (await call(secret, one)).body;
    expect((await call(secret, { ...one, phone: "13900000001" })).body).toEqual({ id, state: "repeated" });
    expect(await foundInClear([one.externalId])).toEqual([]);
  });

  test("at once from two sides is one lead", async () => {
    const secret = await key(await boss());
    const replies = await Promise.all([call(secret, wang), call(secret, { ...wang, rawText: "急" })]);
    expect(replies.map(({ body }) => body.state).toSorted()).toEqual(["created", "repeated"]);
    expect(await Lead.countDocuments()).toBe(1);
  });

  test.each([
    ["no way to reach them", { name: "王" }, "phones", "reach_needed"],
    ["a number that is none", { name: "王", phone: "abc" }, "phone", "invalid_format"],
    ["a field there is not", { name: "王", phone: "13800000000", owner: "me" }, "owner", "unknown_field"],
  ])("is told what is wrong with %s", async (_, body, ...[path, code]) => {
    const reply = await call(await key(await boss()), body);
    expect(reply).toMatchObject({ status: 422, body: { errors: [{ path, code }] } });
    expect(await Lead.countDocuments()).toBe(0);
  });

  test("is refused alike with no key, a wrong one and one that is closed", async () => {
    const admin = await boss();
    const { id, key: secret } = await made(admin, { kind: "key", name: "官网" });
    const wrong = [await call(null, wang), await call("lead_0000000000000000", wang), await call("x", wang)];
    expect((await admin.delete(`/lead-sources/${id}`)).status).toBe(204);
    for (const reply of [...wrong, await call(secret, wang)]) {
      expect(reply).toMatchObject({ status: 401, body: { code: "key_refused", detail: "密钥不对，或者已经停用。" } });
    }
    expect((await admin.delete(`/lead-sources/${id}`)).status).toBe(404);
  });

  test("is slowed down when it calls too often", async () => {
    const secret = await key(await boss());
    const replies = await Promise.all(Array.from({ length: 70 }, () => call(secret, {})));
    const slowed = replies.filter(({ status }) => status === 429);
    expect(slowed.length).toBeGreaterThan(0);
    expect(slowed[0]?.headers.get("Retry-After")).not.toBeNull();
  });
});

test("a key is shown once, kept as a hash, and made by admins only", async () => {
  const admin = await boss();
  const { key, tail } = await made(admin, { kind: "key", name: "官网" });
  expect(key.endsWith(tail)).toBe(true);
  expect(JSON.stringify(await LeadSource.find().lean())).not.toContain(key);
  const listed = await admin.get("/lead-sources");
  expect(listed.body.items).toMatchObject([{ name: "官网", tail, isOpen: true, url: null }]);
  expect(listed.text).not.toContain(key);
  const manager = api.as(await buildUser({ roles: ["sales_manager"] }));
  expect((await manager.get("/lead-sources")).status).toBe(403);
  expect((await manager.post("/lead-sources", { kind: "key", name: "x" })).status).toBe(403);
});

describe("the page behind a form's link", () => {
  async function form() {
    const admin = await boss();
    const { id, url } = await made(admin, { kind: "form", name: "展会", heading: "约一次演示" });
    return { admin, id, path: new URL(url).pathname };
  }
  const page = (path: string) => api.get(`/${path}`);
  const fill = (path: string, fields: Record<string, string>) =>
    api.post(`/${path}`, undefined, {
      raw: new URLSearchParams(fields).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
  const filled = { name: "王经理", phone: "13800000000", company: "海川科技", message: "想看演示", consent: "yes" };
  const onceOf = (html: string) => /name="once" value="([^"]+)"/.exec(html)?.[1] ?? "";

  test("works without signing in, and makes a lead that agreed to be called", async () => {
    const { admin, path } = await form();
    const shown = await page(path);
    expect(shown).toMatchObject({ status: 200 });
    expect(shown.headers.get("content-type")).toContain("text/html");
    expect(shown.text).toContain("约一次演示");
    expect(shown.text).not.toContain("<script");
    const sent = await fill(path, { ...filled, once: onceOf(shown.text) });
    expect([sent.status, sent.headers.get("location")]).toEqual([303, `${path}?done=1`]);
    expect((await page(`${path}?done=1`)).text).toContain("收到了");
    const [lead] = (await admin.get("/leads")).body.items;
    expect(lead).toMatchObject({ name: "王经理", source: "展会", rawText: "想看演示", phones: ["13800000000"] });
    expect(lead.consentAt).not.toBeNull();
    await fill(path, { ...filled, once: onceOf(shown.text) });
    expect((await Lead.find().lean()).map(({ repeats }) => repeats)).toEqual([0]);
  });

  test("says what is missing, with what was written still there", async () => {
    const { path } = await form();
    const wrong = await fill(path, { ...filled, phone: "12", consent: "", name: `"><b>王` });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain("手机号不对");
    expect(wrong.text).toContain("要勾上同意");
    expect(wrong.text).toContain("&quot;&gt;&lt;b&gt;王");
    expect(wrong.text).toContain("想看演示");
    expect(await Lead.countDocuments()).toBe(0);
  });

  test("takes nothing from who fills in what nobody sees", async () => {
    const { path } = await form();
    const sent = await fill(path, { ...filled, website: "http://spam.example" });
    expect(sent.headers.get("location")).toBe(`${path}?done=1`);
    expect(await Lead.countDocuments()).toBe(0);
  });

  test("is slowed down, and says so on the page", async () => {
    const { path } = await form();
    const replies = await Promise.all(Array.from({ length: 34 }, () => fill(path, { ...filled, phone: "12" })));
    const slowed = replies.find(({ status }) => status === 429);
    expect(slowed?.text).toContain("提交得太快了");
    expect(slowed?.text).toContain("想看演示");
  });

  test("is gone once it is closed, like one that never was", async () => {
    const { admin, id, path } = await form();
    await admin.delete(`/lead-sources/${id}`);
    const gone = await page(path);
    expect(gone).toMatchObject({ status: 404 });
    expect(gone.text).toBe((await page("/forms/nonsense")).text);
    expect((await fill(path, filled)).status).toBe(404);
  });
});
