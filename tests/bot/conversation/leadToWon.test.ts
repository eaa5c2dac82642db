import { Approval, Customer, FollowUp, Lead, Opportunity, Visit } from "../../../models";
import { DEFAULT_PIPELINE, OPEN_GATE } from "../../../models/shared/values/pipeline";
import { changePipeline } from "../../../server/commands/setting/changePipeline";
import { loadActor } from "../../../server/loadActor";
import { Chat, valueOf } from "../../support/chat";
import { ctxFor } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { buildUser } from "../../support/factories";
import { joinTeam } from "../../support/team";

useDatabase();
jest.setTimeout(60_000);

let chat: Chat;

/** 李雷 and 韩梅 sell, 赵敏 leads them; an offer wants three visits before it, and from ¥100,000 her yes. */
beforeEach(async () => {
  // A Wednesday.
  chat = new Chat(new Date("2026-09-16T10:30:00+08:00"));
  await joinTeam(chat, { sellers: { hanmei: "韩梅" }, leader: { zhao: "赵敏" } });
  const admin = await loadActor((await buildUser({ roles: ["admin"] }))._id, chat.clock.now());
  if (!admin) throw new Error("no admin");
  const gate = { ...OPEN_GATE, visits: 3, approveAmountFrom: 10_000_000 };
  const stages = DEFAULT_PIPELINE.stages.map((stage) => (stage.key === "proposal" ? { ...stage, gate } : stage));
  await changePipeline(ctxFor(admin), { version: 0, value: { ...DEFAULT_PIPELINE, stages } });
});

const first = (label: string) => valueOf(chat.lastCard(), label);

async function visits(day: string): Promise<void> {
  chat.clock.set(new Date(`2026-09-${day}T10:20:00+08:00`));
  expect((await chat.says("到海川了")).title).toBe("到海川科技了，点签到");
  expect((await chat.says("拜访了海川王经理，看了样机，对方要正式报价")).title).toBe("已记跟进 ✓ 海川科技");
}

test("from a lead over the pool and three visits to a deal that is won, in words and taps only", async () => {
  chat.as("lilei");
  expect((await chat.says("/线索 王经理 13800000000 海川科技 展会 想要报价")).title).toBe("已记线索 ✓ 王经理");
  await chat.says("/转客户 王经理");
  expect((await chat.presses("确认")).title).toBe("已转客户 ✓ 海川科技");
  await chat.says("把海川放回公海，暂时没需求");
  expect((await chat.presses("确认")).title).toBe("已放回公海 ✓ 海川科技");

  chat.as("hanmei");
  expect(JSON.stringify(await chat.says("领取 海川"))).not.toContain("13800000000");
  expect((await chat.presses("确认")).title).toBe("已领取 ✓ 海川科技");
  expect(first("联系人")).toBe("王经理 13800000000");
  await chat.says("/商机 海川 需求确认 20万");
  expect((await chat.presses("确认")).title).toBe("已改商机 ✓ 海川科技");

  await chat.says("/商机 海川 方案");
  expect(first("没动")).toBe("还不能到方案报价：拜访了 0 次，要满 3 次。");
  expect((await chat.says("明天上午10点去拜访海川王经理")).title).toBe("已约拜访 ✓ 海川科技");
  await visits("17");
  await visits("18");
  expect(first("没动")).toBe("还不能到方案报价：拜访了 2 次，要满 3 次。");
  await visits("21");
  expect(first("在等")).toContain("主管同意了就推进");

  expect(chat.as("zhao").lastCard().title).toBe("韩梅 要推进到方案报价");
  expect((await chat.presses("同意")).title).toContain("已同意");
  expect(chat.as("hanmei").lastCard().title).toBe("主管同意了，已到方案报价 ✓");
  await chat.says("海川进入商务谈判了");
  await chat.says("海川签了，20万");
  await chat.presses("确认");

  const [customer] = await Customer.find().lean();
  const { _id: owner } = await chat.userBehind("hanmei");
  expect(customer).toMatchObject({ name: "海川科技", owner });
  expect(await Opportunity.find().lean()).toMatchObject([
    { customer: customer?._id, stage: "won", amount: 20_000_000 },
  ]);
  expect(await Lead.find().lean()).toMatchObject([{ state: "converted", customer: customer?._id }]);
  expect(await Approval.find().lean()).toMatchObject([{ state: "approved" }]);
  expect(await Visit.countDocuments({ state: "done" })).toBe(3);
  expect(await FollowUp.countDocuments({ owner })).toBe(6);
});
