import { startSimulator } from "./harness";
import type { Harness } from "./harness";

let harness: Harness;
beforeEach(async () => void (harness = await startSimulator()));
afterEach(() => harness.close());

const getToken = async (query: Record<string, string>) => {
  const response = await harness.request(`wecom/cgi-bin/gettoken?${new URLSearchParams(query).toString()}`);
  return (await response.json()) as Record<string, unknown>;
};
const callWith = async (token: string) => {
  const response = await harness.request(`wecom/cgi-bin/department/list?access_token=${token}`);
  return (await response.json()) as Record<string, unknown>;
};

test("the same token comes back within its lifetime", async () => {
  const { corpId: corpid, secret: corpsecret } = harness.sim.wecom;
  const first = await getToken({ corpid, corpsecret });
  harness.clock.advance(60_000);
  const second = await getToken({ corpid, corpsecret });
  expect(first).toMatchObject({ errcode: 0, expires_in: 7200 });
  expect(second).toMatchObject({ access_token: first.access_token, expires_in: 7140 });
});

test("each wrong credential has its own code", async () => {
  const { corpId: corpid, secret: corpsecret } = harness.sim.wecom;
  expect(await getToken({ corpsecret })).toMatchObject({ errcode: 41002 });
  expect(await getToken({ corpid })).toMatchObject({ errcode: 41004 });
  expect(await getToken({ corpid: "ww0", corpsecret })).toMatchObject({ errcode: 40013 });
  expect(await getToken({ corpid, corpsecret: "x" })).toMatchObject({ errcode: 40001 });
});

test("a call needs a living token", async () => {
  const token = await harness.token();
  expect(await callWith(token)).toMatchObject({ errcode: 0 });
  expect(await callWith("")).toMatchObject({ errcode: 41001 });
  expect(await callWith("made-up")).toMatchObject({ errcode: 40014 });
  harness.clock.advance(7200_000);
  expect(await callWith(token)).toMatchObject({ errcode: 42001 });
  expect(await callWith(await harness.token())).toMatchObject({ errcode: 0 });
});

test("an unknown path is no business error", async () => {
  const response = await harness.request("wecom/cgi-bin/toString");
  expect(response.status).toBe(404);
});

test("a wrong method is refused", async () => {
  expect(await harness.api("message/send")).toMatchObject({ errcode: 40058 });
});
