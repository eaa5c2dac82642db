import { buttonCard, cardMessage, startSimulator, textMessage } from "./harness";
import type { Harness } from "./harness";

let harness: Harness;
beforeEach(async () => void (harness = await startSimulator()));
afterEach(() => harness.close());

const send = (body: unknown) => harness.api("message/send", { body });
const textsOf = async (userId: string) =>
  (await harness.entries(userId)).map(({ content }) => (content.kind === "text" ? content.text : content.kind));

test("a text reaches the members named", async () => {
  const answer = await send(textMessage("今天两件", { touser: "LiLei|wangwu" }));
  expect(answer).toMatchObject({ errcode: 0, errmsg: "ok", invaliduser: "", msgid: expect.any(String) });
  expect(answer).not.toHaveProperty("response_code");
  expect(await textsOf("lilei")).toEqual(["今天两件"]);
  expect(await textsOf("wangwu")).toEqual(["今天两件"]);
});

test("a party is everyone below it, and @all everyone", async () => {
  await send(textMessage("销售部", { touser: "", toparty: "2" }));
  await send(textMessage("全员", { touser: "@all" }));
  expect(await textsOf("lilei")).toEqual(["销售部", "全员"]);
  expect(await textsOf("zhaomin")).toEqual(["销售部", "全员"]);
  expect(await textsOf("hexin")).toEqual(["全员"]);
});

test("receivers out of reach come back lower-cased", async () => {
  expect(await send(textMessage("在吗", { touser: "lilei|ZhangSan|Nobody", toparty: "99" }))).toMatchObject({
    errcode: 0,
    invaliduser: "zhangsan|nobody",
    invalidparty: "99",
  });
  expect(await send(textMessage("在吗", { touser: "ZhangSan" }))).toMatchObject({ errcode: 81013 });
});

test.each([
  [82001, { touser: "" }],
  [40032, { touser: Array.from({ length: 1001 }, (_, index) => `u${index}`).join("|") }],
  [82002, { toparty: Array.from({ length: 101 }, (_, index) => index).join("|") }],
  [82003, { totag: Array.from({ length: 101 }, (_, index) => index).join("|") }],
  [41011, { agentid: undefined }],
  [40056, { agentid: "abc" }],
  [301002, { agentid: 1000003 }],
  [40008, { msgtype: "hologram" }],
  [44004, { text: { content: "" } }],
  [44004, { text: undefined }],
  [40007, { msgtype: "image", image: { media_id: "gone" } }],
])("refuses with %i", async (errcode, changes) => {
  expect(await send(textMessage("在吗", changes))).toMatchObject({ errcode });
  expect(await harness.entries("lilei")).toEqual([]);
});

test("a body that is no JSON is refused", async () => {
  const response = await harness.request(`wecom/cgi-bin/message/send?access_token=${await harness.token()}`, {
    method: "POST",
    body: "{",
  });
  expect(await response.json()).toMatchObject({ errcode: 40035 });
});

test("a text is cut after 2048 bytes, at a whole character", async () => {
  await send(textMessage("跟".repeat(700)));
  expect(await textsOf("lilei")).toEqual(["跟".repeat(682)]);
});

test("an identical request is shown once and answered twice the same", async () => {
  const message = cardMessage(buttonCard("t1"), { enable_duplicate_check: 1, duplicate_check_interval: 600 });
  const first = await send(message);
  expect(await send(message)).toEqual(first);
  expect(await harness.entries("lilei")).toHaveLength(1);
});

test("after the interval the repeat is a message of its own", async () => {
  const message = textMessage("在吗", { enable_duplicate_check: 1, duplicate_check_interval: 600 });
  await send(message);
  harness.clock.advance(601_000);
  await send(message);
  expect(await harness.entries("lilei")).toHaveLength(2);
});

test("without the check a repeat is shown again", async () => {
  await send(textMessage("在吗"));
  await send(textMessage("在吗"));
  expect(await harness.entries("lilei")).toHaveLength(2);
});

test("more than thirty a minute are dropped in silence", async () => {
  for (let count = 1; count <= 31; count += 1)
    expect(await send(textMessage(`第 ${count} 条`))).toMatchObject({ errcode: 0 });
  expect(await harness.entries("lilei")).toHaveLength(30);
  const { calls } = (await (await harness.request("state")).json()) as { calls: object[] };
  expect(calls).toContainEqual(expect.objectContaining({ failed: true, request: { userIds: ["lilei"] } }));
  harness.clock.advance(61_000);
  await send(textMessage("下一分钟"));
  expect(await harness.entries("lilei")).toHaveLength(31);
});

test("a task id is used once", async () => {
  expect(await send(cardMessage(buttonCard("t1")))).toMatchObject({ errcode: 0, response_code: expect.any(String) });
  expect(await send(cardMessage(buttonCard("t1", { main_title: { title: "另一张" } })))).toMatchObject({
    errcode: 42014,
  });
  expect(await send(cardMessage(buttonCard("不行")))).toMatchObject({ errcode: 42014 });
  expect(await send(cardMessage(buttonCard("x".repeat(129))))).toMatchObject({ errcode: 42014 });
});

test("a message is taken back within a day", async () => {
  const { msgid } = await send(textMessage("发错了"));
  expect(await harness.api("message/recall", { body: { msgid: "unknown" } })).toMatchObject({ errcode: 40058 });
  expect(await harness.api("message/recall", { body: { msgid } })).toMatchObject({ errcode: 0 });
  expect(await textsOf("lilei")).toEqual(["notice"]);
  harness.clock.advance(24 * 3600_000 + 1);
  expect(await harness.api("message/recall", { body: { msgid } })).toMatchObject({ errcode: 42052 });
});
