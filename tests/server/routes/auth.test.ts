import { newId } from "../../../models/newId";
import { Session } from "../../../models/system/session";
import { User } from "../../../models/system/user";
import { buildUser } from "../../support/factories";
import { useDatabase } from "../../support/db";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();
const DAY = 86_400_000;

const cookieOf = (reply: { headers: Headers }) => reply.headers.getSetCookie()[0] ?? "";

test("a platform's code opens a session and tells who one is", async () => {
  const user = await buildUser({ name: "韩梅梅", roles: ["sales_manager"], departments: ["d1"] });
  const reply = await api.post("/auth/wecom", { code: user._id });
  expect(reply.status).toBe(200);
  expect(reply.body).toEqual({
    user: { id: user._id, name: "韩梅梅", roles: ["sales_manager"], departments: ["d1"] },
    abilities: expect.objectContaining({ customer: ["list", "create"], reminder: ["list", "create"] }),
  });
  expect(cookieOf(reply)).toMatch(/^yiju_session=[\w-]{43}; path=\/; expires=.*; samesite=lax; httponly$/);
  expect((await api.as(user).get("/me")).body).toEqual(reply.body);
});

test("the table of sessions holds no token", async () => {
  const reply = await api.post("/auth/wecom", { code: (await buildUser())._id });
  const token = /yiju_session=([^;]+)/.exec(cookieOf(reply))?.[1] ?? "";
  expect(token).toHaveLength(43);
  expect(JSON.stringify(await Session.find().lean())).not.toContain(token);
});

test("a wrong code, a missing one and an unknown platform", async () => {
  expect(await api.post("/auth/wecom", { code: "spent" })).toMatchObject({
    status: 401,
    body: { code: "sign_in_failed" },
  });
  expect(await api.post("/auth/wecom", {})).toMatchObject({ status: 422 });
  expect(await api.post("/auth/telegram", { code: "x" })).toMatchObject({ status: 404 });
});

test("a disabled colleague does not get in, and is out at once", async () => {
  const user = await buildUser();
  const member = api.as(user);
  expect((await member.get("/me")).status).toBe(200);
  await User.updateOne({ _id: user._id }, { $set: { disabled: true } });
  expect((await member.get("/me")).status).toBe(401);
  expect(await api.post("/auth/wecom", { code: user._id })).toMatchObject({
    status: 403,
    body: { code: "account_disabled" },
  });
});

test("a role taken away counts with the next request", async () => {
  const user = await buildUser({ roles: ["admin"] });
  expect((await api.as(user).get("/users")).status).toBe(200);
  await User.updateOne({ _id: user._id }, { $set: { roles: ["sales"] } });
  expect((await api.as(user).get("/users")).status).toBe(403);
});

test("signing out ends the session everywhere it is shown", async () => {
  const user = await buildUser();
  const cookie = cookieOf(await api.post("/auth/wecom", { code: user._id })).split(";")[0] ?? "";
  const reply = await api.post("/auth/logout", undefined, { headers: { cookie } });
  expect(reply.status).toBe(204);
  expect(cookieOf(reply)).toMatch(/^yiju_session=; .*expires=Thu, 01 Jan 1970/);
  expect((await api.get("/me", { headers: { cookie } })).status).toBe(401);
  expect((await api.post("/auth/logout")).status).toBe(204);
});

test("a session lives thirty days from its last use", async () => {
  const member = api.as(await buildUser());
  await member.get("/me");
  api.clock.advance(29 * DAY);
  expect((await member.get("/me")).status).toBe(200);
  api.clock.advance(29 * DAY);
  expect((await member.get("/me")).status).toBe(200);
  api.clock.advance(31 * DAY);
  expect((await member.get("/me")).status).toBe(401);
});

test("tells a browser where to sign in, and never sends it to a stranger", async () => {
  const { body } = await api.get("/auth/wecom/url?returnTo=http%3A%2F%2Fcrm.example%2Fapp%2Fcustomers&inside=1");
  expect(body.url).toBe(
    `https://wecom.example/inside?to=${encodeURIComponent("http://crm.example/app/customers")}&state=${body.state}`,
  );
  expect((await api.get("/auth/wecom/url?returnTo=https%3A%2F%2Fevil.example%2F")).status).toBe(422);
  expect((await api.get("/auth/wecom/url?returnTo=%2F%2Fevil.example%2F")).status).toBe(422);
  expect((await api.get("/auth/wecom/url?returnTo=javascript%3Aalert(1)")).status).toBe(422);
});

test("a code that the browser did not ask for is not taken", async () => {
  const code = (await buildUser())._id;
  const going = await api.get("/auth/wecom/url");
  expect(cookieOf(going)).toMatch(
    /^yiju_sign_in=[0-9a-f]{32}; path=\/api\/v1\/auth; expires=.*; samesite=lax; httponly$/,
  );
  const cookie = cookieOf(going).split(";")[0] ?? "";
  const { state } = going.body;
  const back = (given: string | null, headers = {}) => api.post("/auth/wecom", { code, state: given }, { headers });
  for (const reply of [
    await back(state),
    await back(null, { cookie }),
    await back("other", { cookie }),
    await back(""),
  ])
    expect(reply).toMatchObject({ status: 401, body: { code: "sign_in_unasked" } });
  expect((await back(state, { cookie })).status).toBe(200);
});

test("signs our own pages for members only", async () => {
  const url = encodeURIComponent("http://crm.example/app/");
  expect((await api.get(`/auth/wecom/signature?url=${url}`)).status).toBe(401);
  const member = api.as(await buildUser());
  expect((await member.get(`/auth/wecom/signature?url=${url}`)).body).toMatchObject({
    corpId: "corp",
    app: { nonceStr: "n" },
  });
  expect((await member.get("/auth/wecom/signature?url=https%3A%2F%2Fevil.example%2F")).status).toBe(422);
});

describe("a foreign origin", () => {
  const from = (origin: string) => ({ headers: { origin } });

  test.each(["https://evil.example", "null", "http://crm.example.evil.example", "http://crm.example:81"])(
    "%s may not write",
    async (origin) => {
      const member = api.as(await buildUser());
      const reply = await member.post("/customers", { name: "a" }, from(origin));
      expect(reply).toMatchObject({ status: 403, body: { code: "foreign_origin" } });
      expect((await member.get("/customers", from(origin))).body.items).toEqual([]);
      expect((await member.delete(`/customers/${newId()}`, from(origin))).status).toBe(403);
    },
  );

  test("our own may, by its public or its real address", async () => {
    const member = api.as(await buildUser());
    expect((await member.post("/customers", { name: "a" }, from("http://crm.example"))).status).toBe(201);
    expect((await member.post("/customers", { name: "b" }, from(api.url))).status).toBe(201);
  });
});

describe("behind TLS", () => {
  const secure = useApi({ config: { publicUrl: "https://crm.example" } });

  test("the cookie is secure and the browser is told to stay", async () => {
    const reply = await secure.post("/auth/wecom", { code: (await buildUser())._id });
    expect(cookieOf(reply)).toMatch(/; secure; httponly$/);
    expect(reply.headers.get("strict-transport-security")).toBe("max-age=31536000");
  });
});
