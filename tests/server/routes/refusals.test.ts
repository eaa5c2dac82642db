import { newId } from "../../../models/newId";
import { buildCustomer, buildOpportunity, buildUser } from "../../support/factories";
import { useDatabase } from "../../support/db";
import { useApi, type Reply } from "../../support/http";

useDatabase();
const api = useApi();

const isProblem = (reply: Reply, status: number, code: string) => {
  expect(reply.headers.get("content-type")).toBe("application/problem+json");
  expect(reply.body).toMatchObject({
    type: "about:blank",
    status,
    code,
    detail: expect.stringMatching(/\p{Script=Han}/u),
  });
  expect(reply.status).toBe(status);
};

const codesOf = (reply: Reply) =>
  Object.fromEntries((reply.body.errors as { path: string; code: string }[]).map(({ path, code }) => [path, code]));

test.each(["/customers", "/me", "/today", "/users", `/customers/${newId()}`, `/customers/${newId()}/timeline`])(
  "without a session %s is 401",
  async (path) => isProblem(await api.get(path), 401, "unauthenticated"),
);

test("a made-up session is none", async () => {
  isProblem(await api.get("/me", { headers: { cookie: `yiju_session=${"a".repeat(43)}` } }), 401, "unauthenticated");
});

test("an address that does not exist is 404", async () => {
  isProblem(await api.as(await buildUser()).get("/nothing"), 404, "not_found");
  isProblem(await api.get("//nowhere"), 404, "not_found");
  isProblem(await api.as(await buildUser()).get("/customers/%E0%A4%A"), 404, "not_found");
});

test("missing, wrong and unknown fields are told one by one", async () => {
  const rep = api.as(await buildUser());
  const reply = await rep.post("/customers", {
    kind: "alien",
    level: 5,
    phones: ["abc"],
    lastContactAt: "x",
    owner: "y",
  });
  isProblem(reply, 422, "invalid_input");
  expect(codesOf(reply)).toEqual({
    name: "required",
    kind: "invalid_value",
    level: "invalid_value",
    "phones.0": "invalid_format",
    lastContactAt: "unknown_field",
    owner: "unknown_field",
  });
  expect(reply.body.errors[0].message).toMatch(/\p{Script=Han}/u);
});

test("fields only the program sets cannot be changed", async () => {
  const by = await buildUser();
  const { id } = await buildCustomer({ by });
  const reply = await api.as(by).patch(`/customers/${id}`, { version: 1, owner: newId(), version2: 1 });
  expect(codesOf(reply)).toEqual({ owner: "unknown_field", version2: "unknown_field" });
  expect(codesOf(await api.as(by).patch(`/customers/${id}`, { name: "新名字" }))).toEqual({ version: "required" });
});

test("20,000 characters are refused where a name belongs", async () => {
  const rep = api.as(await buildUser());
  const reply = await rep.post("/customers", { name: "长".repeat(20_000) });
  isProblem(reply, 422, "invalid_input");
  expect(codesOf(reply)).toEqual({ name: "too_long" });
});

test("operators of the database are just wrong values", async () => {
  const by = await buildUser();
  const { id } = await buildCustomer({ by });
  const rep = api.as(by);
  expect(codesOf(await rep.post("/customers", { name: { $gt: "" } }))).toEqual({ name: "invalid_type" });
  expect(codesOf(await rep.post("/customers", { name: "a", $where: "1" }))).toEqual({ $where: "unknown_field" });
  expect(codesOf(await rep.patch(`/customers/${id}`, { version: { $gt: 0 } }))).toEqual({ version: "invalid_type" });
  expect(codesOf(await rep.get("/customers?kind[$ne]=company"))).toEqual({ "kind[$ne]": "unknown_field" });
  expect((await rep.get("/customers?q=$where&kind=company")).body.items).toEqual([]);
});

test("a polluted prototype is an unknown field", async () => {
  const reply = await api
    .as(await buildUser())
    .post("/customers", undefined, { raw: '{"name":"a","__proto__":{"x":1}}' });
  expect(codesOf(reply)).toEqual({ ["__proto__"]: "unknown_field" });
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

test("unknown and repeated query parameters are refused", async () => {
  const rep = api.as(await buildUser());
  expect(codesOf(await rep.get("/customers?page=2&name=a"))).toEqual({ page: "unknown_field", name: "unknown_field" });
  expect(codesOf(await rep.get("/customers?limit=1&limit=2"))).toEqual({ limit: "invalid_type" });
  expect(codesOf(await rep.get("/customers?limit=101"))).toEqual({ limit: "too_big" });
  expect(codesOf(await rep.get("/customers?sort=phones"))).toEqual({ sort: "invalid_value" });
  expect(codesOf(await rep.get("/today?x=1"))).toEqual({ x: "unknown_field" });
});

test("a body that is not JSON, broken or too large", async () => {
  const rep = api.as(await buildUser());
  isProblem(await rep.post("/customers", undefined, { raw: '{"name":' }), 400, "malformed_body");
  isProblem(await rep.post("/customers", undefined, { raw: Buffer.from([0x22, 0xff, 0x22]) }), 400, "malformed_body");
  isProblem(
    await rep.post("/customers", undefined, {
      raw: "name=a",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    }),
    415,
    "unsupported_media",
  );
  isProblem(await rep.post("/customers", { name: "大".repeat(600_000) }), 413, "body_too_large");
  isProblem(await rep.post("/customers", []), 422, "invalid_input");
});

test("HTML in a name is kept as it was written", async () => {
  const rep = api.as(await buildUser());
  const name = `<img src=x onerror="alert(1)"> & **云帆**`;
  const created = await rep.post("/customers", { name });
  expect(created.body.name).toBe(name);
  expect((await rep.get(`/customers/${created.body.id}`)).headers.get("content-type")).toMatch(/^application\/json/);
});

test("a stale version shows base, yours and theirs of each field in conflict", async () => {
  const by = await buildUser();
  const { id } = await buildOpportunity({ by, name: "采购", amount: 100 });
  const rep = api.as(by);
  await rep.patch(`/opportunities/${id}`, { version: 1, amount: 200, expectedCloseOn: "2026-04-01" });

  const reply = await rep.patch(`/opportunities/${id}`, { version: 1, amount: 300, name: "采购二期" });
  isProblem(reply, 409, "stale_version");
  expect(reply.body.conflicts).toEqual({ amount: { base: 100, yours: 300, theirs: 200 } });
  expect((await rep.get(`/opportunities/${id}`)).body).toMatchObject({ amount: 200, name: "采购", version: 2 });
});

test("a reference to somebody else's record is an unknown one", async () => {
  const foreign = await buildCustomer();
  const rep = api.as(await buildUser());
  const hidden = await rep.post("/follow-ups", { customer: foreign.id, content: "聊了" });
  const missing = await rep.post("/follow-ups", { customer: newId(), content: "聊了" });
  expect(codesOf(hidden)).toEqual({ customer: "unknown_reference" });
  expect(hidden.text).toBe(missing.text);
});

describe("what cannot be is refused with a sentence that says why", () => {
  const REVERSED = { code: "ends_before_start", message: "结束不能早于开始" };

  test.each(["/reports/funnel", "/reports/losses", "/reports/leads", "/reports/visits"])(
    "a period of %s that ends before it starts",
    async (path) => {
      const reply = await api.as(await buildUser()).get(`${path}?from=2026-03-12&to=2026-03-11`);
      isProblem(reply, 422, "invalid_input");
      expect(reply.body.errors).toMatchObject([{ path: "to", ...REVERSED }]);
    },
  );

  test("a step that is due before it begins, and an amount whose most is less than its least", async () => {
    const by = await buildUser();
    const rep = api.as(by);
    const { id: customer } = await buildCustomer({ by });
    const step = { customer, text: "报价", dueFrom: "2026-03-13", dueTo: "2026-03-12" };
    const made = await rep.post("/reminders", { ...step, remindAt: "2026-03-13T09:00:00+08:00" });
    expect(made).toMatchObject({ status: 422, body: { errors: [{ path: "dueTo", ...REVERSED }] } });
    const { id, version } = await buildOpportunity({ by, customer, amountMin: 100, amountMax: 200 });
    const changed = await rep.patch(`/opportunities/${id}`, { version, amountMax: 50 });
    expect(changed).toMatchObject({ status: 422, body: { errors: [{ path: "amountMax", ...REVERSED }] } });
    expect((await rep.patch(`/opportunities/${id}`, { version, name: "改名" })).status).toBe(200);
  });

  test("a role for oneself: a rep may give none, an admin none to themselves while there is another", async () => {
    const rep = await buildUser();
    isProblem(await api.as(rep).patch(`/users/${rep._id}`, { roles: ["sales", "admin"] }), 403, "forbidden");
    const admin = await buildUser({ roles: ["admin"] });
    const self = (roles: string[]) => api.as(admin).patch(`/users/${admin._id}`, { roles });
    await buildUser({ roles: ["admin"] });
    const refused = await self(["admin", "director"]);
    isProblem(refused, 403, "own_roles");
    expect(refused.body.detail).toBe("自己的岗位不能自己加，请另一位管理员来改。");
    expect((await self(["admin"])).status).toBe(200);
  });

  test("the only admin gives themselves what somebody has to have", async () => {
    const admin = await buildUser({ roles: ["admin"] });
    const reply = await api.as(admin).patch(`/users/${admin._id}`, { roles: ["admin", "sales_manager"] });
    expect(reply.body.roles).toEqual(["admin", "sales_manager"]);
  });

  test("the id of another rep's record is no record: to read, to change, to share and to hand on", async () => {
    const rep = api.as(await buildUser());
    const { id, version } = await buildCustomer({ by: await buildUser() });
    const other = await buildUser();
    isProblem(await rep.get(`/customers/${id}`), 404, "not_found");
    isProblem(await rep.patch(`/customers/${id}`, { version, name: "改名" }), 404, "not_found");
    isProblem(await rep.post(`/customers/${id}/transfer`, { owner: other._id }), 404, "not_found");
    isProblem(await rep.post("/follow-ups", { customer: id, content: "聊了" }), 422, "invalid_input");
  });
});
