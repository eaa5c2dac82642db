import { Opportunity, Reminder } from "../../../models";
import { User, type UserRow } from "../../../models/system/user";
import { endHolds } from "../../../server/jobs/endHolds";
import { DEFAULT_PIPELINE, OPEN_GATE } from "../../../models/shared/values/pipeline";
import { Setting } from "../../../models/system/setting";
import { carries } from "../../support/channels";
import { Chat } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildCustomer, buildDepartment, buildOpportunity } from "../../support/factories";

useDatabase();

let chat: Chat;
let lilei: UserRow;
const at = (text: string) => new Date(`${text}+08:00`);

beforeEach(async () => {
  chat = new Chat(at("2026-09-15T10:30:00"));
  lilei = await chat.userBehind("lilei");
});

async function opens(name = "鼎盛商机") {
  const { id: customer } = await buildCustomer({ by: lilei, name: "杭州鼎盛科技有限公司", kind: "company" });
  return buildOpportunity({ by: lilei, customer, name, stage: "proposal", amount: 20_000_000, now: chat.clock.now() });
}

test("a deal that was put aside until a day comes back that morning, and rings once", async () => {
  const { id } = await opens();
  await Opportunity.updateOne({ _id: id }, { $set: { onHoldSince: chat.clock.now(), onHoldUntil: "2026-09-17" } });
  chat.clock.set(at("2026-09-16T08:20:30"));
  await chat.runs(endHolds);
  expect(await Reminder.countDocuments()).toBe(0);
  chat.clock.set(at("2026-09-17T08:20:30"));
  await chat.runs(endHolds);
  await chat.runs(endHolds);
  expect(await Opportunity.findOne({ _id: id }).lean()).toMatchObject({ onHoldSince: null, onHoldUntil: null });
  await chat.waitsUntil(at("2026-09-17T09:00:30"));
  expect(chat.lastCard()).toMatchObject({
    title: expect.stringContaining("“鼎盛商机”搁置到期"),
    subtitle: "杭州鼎盛科技",
  });
  expect(await Reminder.countDocuments()).toBe(1);
});

test("a deal that was put aside until a day has not stopped, wherever one looks", async () => {
  const { id } = await opens();
  chat.clock.set(at("2026-10-05T10:30:00"));
  expect((await chat.says("哪些单子卡住了")).title).toContain("1 个");
  await Opportunity.updateOne({ _id: id }, { $set: { onHoldSince: chat.clock.now(), onHoldUntil: "2026-11-02" } });
  expect((await chat.says("哪些单子卡住了")).title).toContain("0 个");
  const [shown] = (await chat.says("/商机")).rows;
  expect(shown?.value).toBe("方案报价 · ¥200,000 · 搁到 11-02");
  expect((await chat.says("我有哪些风险客户")).title).toBe("你没有风险客户");
});

test("one manager's answer closes the card of every other", async () => {
  const gate = { ...OPEN_GATE, approveAmountFrom: 10_000_000 };
  const stages = DEFAULT_PIPELINE.stages.map((stage) => (stage.key === "negotiation" ? { ...stage, gate } : stage));
  await Setting.insertMany([
    { _id: "pipeline", version: 1, value: { ...DEFAULT_PIPELINE, stages }, updatedAt: chat.clock.now() },
  ]);
  chat.joins("zhao", "赵总", { isLeader: true });
  chat.joins("qian", "钱总", { isLeader: true });
  const { _id } = await buildDepartment();
  const people = [lilei, await chat.userBehind("zhao"), await chat.userBehind("qian")];
  await User.updateMany(
    { _id: { $in: people.map((one) => one._id) } },
    { $set: { departments: [_id], departmentsSet: true } },
  );
  await opens();
  await chat.as("lilei").says("/商机 鼎盛 谈判");
  const card = chat.as("qian").lastCard();
  await chat.as("zhao").presses("同意");
  expect(card.closedAs).toBe(carries("closing") ? "同意" : null);
  expect((await chat.as("qian").presses("同意", card)).title).toContain("同意");
  expect(await Opportunity.findOne().lean()).toMatchObject({ stage: "negotiation" });
});
