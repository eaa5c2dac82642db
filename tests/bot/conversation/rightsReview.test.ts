import { rightsReview } from "../../../bot/jobs/rightsReview";
import { AccessGrant } from "../../../models/system/accessGrant";
import { User } from "../../../models/system/user";
import { Chat, buttonTexts } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildCustomer, buildDepartment, buildGrant } from "../../support/factories";

useDatabase();

test("on the first workday of a month a manager decides on the card what stays shared", async () => {
  const at = (text: string) => new Date(`${text}+08:00`);
  const chat = new Chat(at("2026-08-31T10:00:00"));
  chat.joins("zhao", "赵总", { isLeader: true });
  chat.joins("wangwu", "王五");
  const [boss, lilei, wangwu] = [
    await chat.userBehind("zhao"),
    await chat.userBehind("lilei"),
    await chat.userBehind("wangwu"),
  ];
  const { _id } = await buildDepartment();
  await User.updateMany({ _id: { $in: [boss._id, lilei._id] } }, { $set: { departments: [_id] } });
  const customer = await buildCustomer({ by: lilei, name: "鼎盛科技" });
  const about = { entity: "customer", recordId: customer.id, customer: customer.id, userId: wangwu._id };
  const grant = await buildGrant({ ...about, endsAt: at("2026-10-01T00:00:00") });

  chat.clock.set(at("2026-09-01T09:30:30"));
  await chat.runs(rightsReview(chat.bot));
  const card = chat.as("zhao").lastCard();
  expect(card.title).toBe("本月权限检查：1 项");
  expect(JSON.stringify(card.rows)).toContain("到 09-30 周三");
  expect(buttonTexts(card)).toEqual(["收回 王五", "保留 王五", "看全部"]);
  expect((await chat.presses("收回 王五")).title).toBe("已收回 王五 的权限");
  expect((await AccessGrant.findOne({ _id: grant._id }).lean())?.revokedAt).not.toBeNull();

  chat.clock.set(at("2026-09-02T09:30:30"));
  await chat.runs(rightsReview(chat.bot));
  expect(chat.cards().filter(({ title }) => title.startsWith("本月权限检查"))).toHaveLength(1);
});
