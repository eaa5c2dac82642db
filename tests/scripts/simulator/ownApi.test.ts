import { mkdtempSync, rmSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SAMPLE_DEPARTMENTS, SAMPLE_USERS } from "../../../scripts/sample/company";
import type { CallEntry } from "../../../scripts/simulator/protocol";
import { buttonCard, cardMessage, startSimulator, textMessage } from "./harness";
import type { Harness } from "./harness";

let harness: Harness;
beforeEach(async () => void (harness = await startSimulator()));
afterEach(() => harness.close());

const calls = async () => ((await (await harness.request("state")).json()) as { calls: CallEntry[] }).calls;

test("the sample company has eight people in all seven roles, reps first", async () => {
  const users = (await (await harness.request("users")).json()) as { id: string; name: string; roles: string[] }[];
  expect(users.slice(0, 2)).toEqual([
    { id: "lilei", name: "李雷", roles: ["sales"] },
    { id: "wangwu", name: "王五", roles: ["sales"] },
  ]);
  expect(users).toHaveLength(8);
  expect(new Set(users.flatMap(({ roles }) => roles)).size).toBe(7);
  const known = SAMPLE_DEPARTMENTS.map(({ id }) => id);
  expect(SAMPLE_USERS.every(({ departmentIds }) => departmentIds.every((id) => known.includes(id)))).toBe(true);
});

test("the clock moves forward only", async () => {
  const move = async (body: unknown) => {
    const response = await harness.post("clock", body);
    return { status: response.status, ...((await response.json()) as object) };
  };
  expect(await move({ advanceMs: 60_000 })).toEqual({ status: 200, now: "2026-09-16T10:31:00.000+08:00" });
  expect(await move({ now: "2026-09-17T09:00:00+08:00" })).toEqual({
    status: 200,
    now: "2026-09-17T09:00:00.000+08:00",
  });
  expect(harness.clock.now().toISOString()).toBe("2026-09-17T01:00:00.000Z");
  expect(await move({ now: "2026-09-17T08:59:59+08:00" })).toMatchObject({
    status: 422,
    title: expect.stringContaining("往前"),
  });
});

test("a restart does not take the clock back", async () => {
  await harness.post("clock", { now: "2026-09-20T09:00:00+08:00" });
  const again = await startSimulator({ dataDir: harness.dataDir });
  expect(again.clock.now().getTime()).toBeGreaterThanOrEqual(Date.parse("2026-09-20T09:00:00+08:00"));
  await again.close();
});

test.each([
  {},
  { advanceMs: -1 },
  { advanceMs: 1.5 },
  { advanceMs: "60000" },
  { now: "明天" },
  { now: "2027-01-01T09:00" },
  { advanceMs: 1, now: "2027-01-01T09:00:00Z" },
  [],
  null,
])("the clock refuses %j in one sentence", async (body) => {
  const response = await harness.post("clock", body);
  expect(response.status).toBe(422);
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  expect(await response.json()).toMatchObject({ code: "invalid_input", title: expect.stringContaining("advanceMs") });
});

test("an unknown member, an empty text and 10 MB are refused", async () => {
  const say = (userId: string, text: string) => harness.post(`chats/${userId}/messages`, { kind: "text", text });
  expect((await say("nobody", "在吗")).status).toBe(404);
  expect((await say("..%2f..%2fetc", "在吗")).status).toBe(404);
  expect((await say("lilei", "")).status).toBe(422);
  expect((await say("lilei", "长".repeat(10_000_000 / 3))).status).toBe(413);
  expect(harness.pushes).toEqual([]);
});

test("another site's page can neither write nor, under a name of its own, read", async () => {
  const write = await harness.request("clock", {
    method: "POST",
    body: '{"advanceMs":1}',
    headers: { origin: "https://evil.example" },
  });
  expect(write.status).toBe(403);
  expect(await statusUnderHost("evil.example")).toBe(403);
  expect(await statusUnderHost("localhost:3000")).toBe(200);
  expect(await statusUnderHost("192.168.1.5:3000")).toBe(200);
});

const statusUnderHost = (host: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    httpRequest(`${harness.origin}/simulator/users`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });

test("the log tells what went in and out, without secrets", async () => {
  await harness.post("chats/lilei/messages", { kind: "text", text: "在吗" });
  await harness.api("message/send", { body: cardMessage(buttonCard("t1")) });
  const [sent, token, pushed] = await calls();
  expect(sent).toMatchObject({ direction: "out", name: "message/send", note: "这样记对吗？", status: 200, errcode: 0 });
  expect(token).toMatchObject({ direction: "out", name: "gettoken" });
  expect(pushed).toMatchObject({
    direction: "in",
    name: "text",
    note: "在吗",
    status: 200,
    request: { FromUserName: "lilei" },
  });
  const text = JSON.stringify(await calls());
  expect(text).not.toContain(harness.sim.wecom.secret);
  expect(text).not.toContain(await harness.token());
});

test("events reach an open page at once", async () => {
  const events = await harness.request("events");
  const reader = events.body?.getReader();
  await harness.api("message/send", { body: textMessage("到点了") });
  let received = "";
  while (!received.includes("到点了")) received += new TextDecoder().decode((await reader?.read())?.value);
  expect(received).toContain('"type":"entry","userId":"lilei"');
  await reader?.cancel();
});

test("chats, task ids and codes outlive a restart", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "simulator-"));
  const before = await startSimulator({ dataDir });
  const message = cardMessage(buttonCard("t1"), { enable_duplicate_check: 1 });
  const sent = await before.api("message/send", { body: message });
  await before.close();

  const after = await startSimulator({ dataDir });
  expect(await after.entries("lilei")).toHaveLength(1);
  expect(await after.api("message/send", { body: message })).toMatchObject({ msgid: sent.msgid });
  expect(await after.api("message/send", { body: cardMessage(buttonCard("t1")) })).toMatchObject({ errcode: 42014 });
  const update = {
    userids: ["lilei"],
    agentid: 1000002,
    response_code: sent.response_code,
    button: { replace_name: "已确认" },
  };
  expect(await after.api("message/update_template_card", { body: update })).toMatchObject({ errcode: 0 });
  expect((await after.entries("lilei"))[0]).toMatchObject({ content: { state: { closedAs: "已确认" } } });
  await after.close();
  rmSync(dataDir, { recursive: true });
});

test("a page that was never built says so; no file outside it is served", async () => {
  expect((await harness.request("")).status).toBe(503);
  expect((await fetch(`${harness.origin}/simulator`, { redirect: "manual" })).headers.get("location")).toBe(
    "/simulator/",
  );
});
