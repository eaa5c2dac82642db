import { buttonCard, cardMessage, startSimulator, textMessage } from "./harness";
import type { Harness } from "./harness";

let harness: Harness;
beforeEach(async () => void (harness = await startSimulator()));
afterEach(() => harness.close());

const turn = (change: Record<string, unknown>) => harness.post("faults", change);
const say = (text: string) => harness.post("chats/lilei/messages", { kind: "text", text });
const contents = () => harness.pushes.map(({ message }) => message?.Content);

test("switches are read and set, unknown ones refused", async () => {
  const off = await (await harness.request("faults")).json();
  expect(Object.values(off as object)).toEqual(Array(9).fill(false));
  expect(await (await turn({ duplicate: true })).json()).toEqual({ ...(off as object), duplicate: true });
  expect((await turn({ gremlins: true })).status).toBe(422);
  expect((await turn({ duplicate: "yes" })).status).toBe(422);
});

test("duplicate: a message taken is pushed once more", async () => {
  await turn({ duplicate: true });
  await say("一");
  expect(contents()).toEqual(["一", "一"]);
  expect(harness.pushes[0]?.message?.MsgId).toBe(harness.pushes[1]?.message?.MsgId);
  expect(await harness.entries("lilei")).toHaveLength(1);
});

test("reorder: the second message passes the first", async () => {
  await turn({ reorder: true });
  const first = say("一");
  await new Promise((resolve) => setTimeout(resolve, 50));
  await Promise.all([first, say("二")]);
  expect(contents()).toEqual(["二", "一"]);
});

test("forged: pushes that no platform sent come before the real one", async () => {
  await turn({ forged: true });
  await say("一");
  expect(contents()).toEqual([undefined, undefined, "一"]);
});

test("rateLimit: every call but gettoken is refused", async () => {
  await turn({ rateLimit: true });
  expect(await harness.api("message/send", { body: textMessage("在吗") })).toMatchObject({ errcode: 45009 });
});

test("serverError: no JSON comes at all", async () => {
  await turn({ serverError: true });
  const response = await harness.request("wecom/cgi-bin/gettoken");
  expect(response.status).toBe(502);
  expect(response.headers.get("content-type")).toContain("text/html");
});

test("slow: an answer takes three seconds", async () => {
  await turn({ slow: true });
  const startedAt = performance.now();
  await harness.token();
  expect(performance.now() - startedAt).toBeGreaterThan(2900);
});

test("expiredToken: a token is good for one call", async () => {
  await turn({ expiredToken: true });
  const token = await harness.token();
  const call = async () => (await harness.request(`wecom/cgi-bin/department/list?access_token=${token}`)).json();
  expect(await call()).toMatchObject({ errcode: 0 });
  expect(await call()).toMatchObject({ errcode: 42001 });
  expect(await harness.token()).not.toBe(token);
});

test("expiredCard: no card can be changed", async () => {
  const { response_code: responseCode } = await harness.api("message/send", { body: cardMessage(buttonCard("t1")) });
  const update = {
    userids: ["lilei"],
    agentid: 1000002,
    response_code: responseCode,
    button: { replace_name: "已确认" },
  };
  await turn({ expiredCard: true });
  expect(await harness.api("message/update_template_card", { body: update })).toMatchObject({ errcode: 60140 });
  await turn({ expiredCard: false });
  expect(await harness.api("message/update_template_card", { body: update })).toMatchObject({ errcode: 0 });
});

test("any errcode can be asked for, a number of times", async () => {
  await turn({ inject: { api: "message/send", errcode: -1, times: 2 } });
  const errcodes = [];
  for (let count = 0; count < 3; count += 1) {
    errcodes.push((await harness.api("message/send", { body: textMessage("在吗") })).errcode);
  }
  expect(errcodes).toEqual([-1, -1, 0]);
});
