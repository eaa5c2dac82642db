import {
  buildCustomer,
  buildFollowUp,
  buildMessage,
  buildOpportunity,
  buildReminder,
  buildUser,
} from "../../support/factories";
import { NOW } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();
const DAY = 86_400_000;
const at = (text: string) => new Date(`${text}+08:00`);

test("an empty day", async () => {
  const { body } = await api.as(await buildUser()).get("/today");
  expect(body).toEqual({
    date: "2026-03-11",
    calendarNote: null,
    visits: [],
    overdue: [],
    dueToday: [],
    upcoming: [],
    risks: [],
    riskCount: 0,
  });
});

test("sorts what is open into late, today and coming", async () => {
  const by = await buildUser();
  const { id: customer } = await buildCustomer({ by });
  const step = (text: string, remindAt: string, days: [string, string] | null = null) =>
    buildReminder({
      by,
      customer,
      text,
      remindAt: at(remindAt),
      ...(days ? { dueFrom: days[0], dueTo: days[1] } : {}),
      now: new Date(NOW.getTime() - 10 * DAY),
    });
  await step("昨天的", "2026-03-10T09:00:00", ["2026-03-10", "2026-03-10"]);
  await step("本周内", "2026-03-09T09:00:00", ["2026-03-09", "2026-03-13"]);
  await step("今天九点", "2026-03-11T09:00:00");
  await step("周五前", "2026-03-11T09:00:00", ["2026-03-13", "2026-03-13"]);
  await step("明天", "2026-03-12T09:00:00", ["2026-03-12", "2026-03-12"]);
  await step("太远", "2026-03-19T09:00:00");
  const done = await step("做完了", "2026-03-11T09:00:00");
  await api.as(by).post(`/reminders/${done.id}/complete`);
  await buildReminder({ remindAt: at("2026-03-11T09:00:00") });

  const { body } = await api.as(by).get("/today");
  const texts = (lines: { text: string }[]) => lines.map((line) => line.text);
  expect(texts(body.overdue)).toEqual(["昨天的"]);
  expect(texts(body.dueToday)).toEqual(["本周内", "今天九点", "周五前"]);
  expect(texts(body.upcoming)).toEqual(["明天"]);
});

test("a line carries whom to call and the words it came from", async () => {
  const by = await buildUser();
  const { id: customer } = await buildCustomer({ by, name: "云帆", phones: ["13800138001"] });
  const messageId = await buildMessage({ by, text: "云帆 明天回电", marks: ["明天"] });
  await buildReminder({ by, customer, text: "回电", messageId });
  const { body } = await api.as(by).get("/today");
  expect(body.dueToday).toEqual([
    expect.objectContaining({
      text: "回电",
      customer,
      customerName: "云帆",
      phone: "13800138001",
      remindAt: "2026-03-11T11:00:00.000+08:00",
      state: "open",
      source: { text: "云帆 明天回电", marks: [{ text: "明天", start: 3, end: 5 }] },
      abilities: expect.arrayContaining(["complete", "postpone", "drop"]),
    }),
  ]);
});

test("shows three customers at risk, those with most at stake first, and counts the rest", async () => {
  const by = await buildUser();
  for (const [name, days, amount] of [
    ["静", 8, 0],
    ["更静", 30, 0],
    ["大单", 20, 30_000_000],
    ["小单", 9, 100],
    ["刚聊", 6, 500],
  ] as const) {
    const { id: customer } = await buildCustomer({ by, name });
    await buildFollowUp({ by, customer, happenedAt: new Date(NOW.getTime() - days * DAY) });
    if (amount) await buildOpportunity({ by, customer, amount });
  }
  await buildCustomer({ by, name: "没聊过" });
  const { body } = await api.as(by).get("/today");
  expect(body.risks.map((risk: { customerName: string; reason: string }) => [risk.customerName, risk.reason])).toEqual([
    ["大单", expect.stringMatching(/^已 20 天没有联系；上次是 02-19 周四：聊了报价\d+；在谈 ¥300,000$/)],
    ["小单", expect.stringMatching(/^已 9 天没有联系；.*；在谈 ¥1$/)],
    ["静", expect.stringMatching(/^已 8 天没有联系；/)],
  ]);
  expect(body.riskCount).toBe(4);
});

test.each([
  ["2026-02-10T10:00:00", "02-14 周六 调休上班"],
  ["2026-02-15T10:00:00", "02-15 周日 至 02-23 周一 春节放假"],
  ["2026-07-01T10:00:00", null],
])("on %s the calendar says %s", async (now, note) => {
  const by = await buildUser();
  api.clock.set(at(now));
  expect((await api.as(by).get("/today")).body.calendarNote).toBe(note);
});
