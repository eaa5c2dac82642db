import { buttonCard, cardMessage, startSimulator } from "./harness";
import type { Harness } from "./harness";

let harness: Harness;
beforeEach(async () => void (harness = await startSimulator()));
afterEach(() => harness.close());

const sendCard = async (changes = {}) =>
  (await harness.api("message/send", { body: cardMessage(buttonCard("t1"), changes) })).response_code as string;
const update = (changes: Record<string, unknown>) =>
  harness.api("message/update_template_card", {
    body: { userids: ["lilei"], agentid: 1000002, button: { replace_name: "已确认" }, ...changes },
  });
const closedAs = async (userId: string) => {
  const content = (await harness.entries(userId))[0]?.content;
  return content?.kind === "card" ? content.state.closedAs : undefined;
};

test("a code greys the card once", async () => {
  const responseCode = await sendCard();
  expect(await update({ response_code: responseCode })).toMatchObject({ errcode: 0, invaliduser: [] });
  expect(await closedAs("lilei")).toBe("已确认");
  expect(await update({ response_code: responseCode })).toMatchObject({ errcode: 60140 });
});

test("an unknown code and one over 72 hours old are refused", async () => {
  const responseCode = await sendCard();
  expect(await update({ response_code: "made-up" })).toMatchObject({ errcode: 60140 });
  harness.clock.advance(72 * 3600_000 + 1);
  expect(await update({ response_code: responseCode })).toMatchObject({ errcode: 60140 });
});

test("a refused update leaves the code good", async () => {
  const responseCode = await sendCard();
  expect(await update({ response_code: responseCode, userids: [] })).toMatchObject({ errcode: 82101 });
  expect(await update({ response_code: responseCode, userids: ["nobody"] })).toMatchObject({ errcode: 82102 });
  expect(await update({ response_code: responseCode, button: undefined })).toMatchObject({ errcode: 40063 });
  expect(await update({ response_code: responseCode, agentid: 9 })).toMatchObject({ errcode: 301002 });
  expect(await update({ response_code: responseCode })).toMatchObject({ errcode: 0 });
});

test("only receivers of the message are changed", async () => {
  const responseCode = await sendCard({ touser: "lilei|wangwu" });
  const answer = await update({ response_code: responseCode, userids: ["lilei", "ZhaoMin"] });
  expect(answer).toMatchObject({ errcode: 0, invaliduser: ["zhaomin"] });
  expect(await closedAs("wangwu")).toBeNull();
});

test("atall changes everybody's", async () => {
  const responseCode = await sendCard({ touser: "lilei|wangwu" });
  await update({ response_code: responseCode, userids: [], atall: 1 });
  expect([await closedAs("lilei"), await closedAs("wangwu")]).toEqual(["已确认", "已确认"]);
});

test("a whole card takes the place of the old one", async () => {
  const replacement = { ...buttonCard("t1", { main_title: { title: "已记跟进 ✓" } }), replace_text: "已撤销" };
  await update({ response_code: await sendCard(), button: undefined, template_card: replacement });
  expect((await harness.entries("lilei"))[0]?.content).toMatchObject({
    card: { main_title: { title: "已记跟进 ✓" } },
    state: { closedAs: "已撤销" },
  });
});

test("each press brings a code of its own", async () => {
  await sendCard();
  const entryId = (await harness.entries("lilei"))[0]?.id;
  await harness.post("chats/lilei/presses", { entryId, key: "confirm" });
  await harness.post("chats/lilei/presses", { entryId, key: "confirm" });
  const codes = harness.pushes.map(({ message }) => message?.ResponseCode);
  expect(new Set(codes).size).toBe(2);
  expect(await update({ response_code: codes[1] })).toMatchObject({ errcode: 0 });
});
