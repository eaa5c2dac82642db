import type { UserRow } from "../../../models/system/user";
import {
  buildContact,
  buildCustomer,
  buildDepartment,
  buildFollowUp,
  buildMessage,
  buildOpportunity,
  buildReminder,
  buildUndo,
  buildUser,
} from "../../support/factories";
import { updateRecord } from "../../../server/commands/records";
import { actorOf, ctxFor, NOW } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();
const HOUR = 3_600_000;
const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR);

let rep: UserRow;
let customer: string;
beforeEach(async () => {
  rep = await buildUser({ name: "李雷" });
  customer = (await buildCustomer({ by: rep, name: "云帆" })).id;
});

const timeline = async (query = "") => (await api.as(rep).get(`/customers/${customer}/timeline${query}`)).body;

test("begins with the customer itself", async () => {
  expect(await timeline()).toMatchObject({
    items: [
      {
        type: "customer.created",
        at: "2026-03-11T10:00:00.000+08:00",
        by: { id: rep._id, name: "李雷" },
        summary: "新客户：云帆",
        content: null,
        changes: [],
        source: null,
        promises: [],
        competitors: [],
        files: [],
        undoActionId: null,
      },
    ],
    nextCursor: null,
    approximateTotal: 1,
  });
});

test("names the rivals that were spoken of", async () => {
  await buildFollowUp({ by: rep, customer, content: "在对比用友", competitors: ["用友"], now: later(1) });
  expect((await timeline()).items[0]).toMatchObject({ content: "在对比用友", competitors: ["用友"] });
});

test("tells a sentence as one note with everything it did", async () => {
  const deal = await buildOpportunity({ by: rep, customer, name: "采购", amount: 28_000_000 });
  const text = "云帆电话里说30万可以，下周三发合同";
  const messageId = await buildMessage({ by: rep, text, marks: ["30万", "下周三"], at: later(1) });
  const said = { by: rep, customer, messageId, now: later(1) };
  const note = await buildFollowUp({ ...said, content: "30万可以", method: "phone" });
  await buildReminder({ ...said, text: "发合同", dueFrom: "2026-03-18", dueTo: "2026-03-18" });
  await changeInChat(deal.id, messageId);
  const undo = await buildUndo(rep, messageId, later(1.1));
  api.clock.set(later(1));

  const { items } = await timeline();
  expect(items[0]).toEqual({
    id: note.id,
    type: "followUp",
    at: "2026-03-11T11:00:00.000+08:00",
    by: { id: rep._id, name: "李雷" },
    followUpId: note.id,
    method: "phone",
    content: "30万可以",
    promises: [],
    competitors: [],
    files: [],
    summary: null,
    changes: [
      { label: "下一步", oldValue: null, newValue: "03-18 周三 发合同" },
      { label: "金额", oldValue: "¥280,000", newValue: "¥300,000" },
      { label: "阶段", oldValue: "初步接触", newValue: "商务谈判" },
    ],
    source: {
      text,
      marks: [
        { text: "30万", start: 6, end: 9 },
        { text: "下周三", start: 12, end: 15 },
      ],
      channel: "企业微信",
      by: "李雷",
      at: "2026-03-11T11:00:00.000+08:00",
    },
    undoActionId: undo,
  });
  expect(items.map((item: { type: string }) => item.type)).toEqual([
    "followUp",
    "opportunity.created",
    "customer.created",
  ]);

  api.clock.set(later(2));
  expect((await timeline()).items[0].undoActionId).toBeNull();
});

async function changeInChat(id: string, messageId: string) {
  const ctx = ctxFor(actorOf(rep), { messageId, now: later(1) });
  await updateRecord(ctx, "opportunity", { id, changes: { amount: 30_000_000, stage: "negotiation" } });
}

test("shows changes with their labels, personal ones masked", async () => {
  await api.as(rep).patch(`/customers/${customer}`, {
    version: 1,
    level: "A",
    kind: "company",
    phones: ["13800138001", "13900001234"],
    address: "电话 13800138001",
  });
  const { items } = await timeline();
  expect(items[0]).toMatchObject({ type: "customer.updated", summary: "改了客户：云帆" });
  expect(items[0].changes).toEqual(
    expect.arrayContaining([
      { label: "级别", oldValue: null, newValue: "A" },
      { label: "类型", oldValue: null, newValue: "公司" },
      { label: "电话", oldValue: null, newValue: "***01、***34" },
      { label: "地址", oldValue: null, newValue: "电话 ***01" },
    ]),
  );
});

test("names what a change points to", async () => {
  const contact = await buildContact({ by: rep, customer, name: "王总" });
  const note = await buildFollowUp({ by: rep, customer });
  await api.as(rep).patch(`/follow-ups/${note.id}`, { version: 1, contact: contact.id });
  const { items } = await timeline();
  const changed = items.find((item: { type: string }) => item.type === "followUp.updated");
  expect(changed.changes).toEqual([{ label: "联系人", oldValue: null, newValue: "王总" }]);
});

test("tells the end of a reminder and of a deal", async () => {
  const step = await buildReminder({ by: rep, customer, text: "回电" });
  const deal = await buildOpportunity({ by: rep, customer, name: "采购" });
  api.clock.set(later(1));
  await api.as(rep).post(`/reminders/${step.id}/complete`, { result: "说好了" });
  await api.as(rep).post(`/opportunities/${deal.id}/win`, { amount: 100 });
  const { items } = await timeline();
  expect(items.slice(0, 2)).toMatchObject([
    {
      type: "opportunity.won",
      summary: "赢单：采购",
      changes: expect.arrayContaining([{ label: "阶段", oldValue: "初步接触", newValue: "赢单" }]),
    },
    { type: "reminder.completed", summary: "做完：回电" },
  ]);
});

test("pages through notes and events in one order, without gaps or repeats", async () => {
  const expected = ["customer.created"];
  for (let i = 0; i < 4; i++) {
    await buildFollowUp({ by: rep, customer, content: `n${i}`, now: later(i + 1) });
    expected.unshift(`n${i}`);
    await buildReminder({ by: rep, customer, text: `r${i}`, remindAt: later(99), now: later(i + 1.5) });
    expected.unshift(`新下一步：r${i}`);
  }
  const seen: string[] = [];
  let cursor = "";
  do {
    const { items, nextCursor } = await timeline(`?limit=2${cursor}`);
    seen.push(
      ...items.map(
        (item: { content: string; summary: string; type: string }) =>
          item.content ?? (item.type === "customer.created" ? item.type : item.summary),
      ),
    );
    cursor = nextCursor ? `&cursor=${nextCursor}` : "";
  } while (cursor);
  expect(seen).toEqual(expected);
});

test("keeps a colleague's words from those who do not lead them", async () => {
  const department = (await buildDepartment())._id;
  const boss = await buildUser({ roles: ["sales_manager"], departments: [department] });
  const member = await buildUser({ departments: [department] });
  const theirs = (await buildCustomer({ by: member })).id;
  const own = await buildMessage({ by: member, text: "自己说的" });
  await buildFollowUp({ by: member, customer: theirs, content: "a", messageId: own });
  const foreign = await buildMessage({ by: await buildUser(), text: "别人说的" });
  await buildFollowUp({ by: member, customer: theirs, content: "b", messageId: foreign, now: later(1) });

  for (const reader of [boss, member]) {
    const { items } = (await api.as(reader).get(`/customers/${theirs}/timeline`)).body;
    expect(items[0]).toMatchObject({ content: "b", source: null });
    expect(items[1]).toMatchObject({ content: "a", source: { text: "自己说的" } });
  }
});

test("a cursor of another customer's timeline is refused", async () => {
  await buildReminder({ by: rep, customer });
  const other = (await buildCustomer({ by: rep })).id;
  const { nextCursor } = await timeline("?limit=1");
  expect(await api.as(rep).get(`/customers/${other}/timeline?cursor=${nextCursor}`)).toMatchObject({
    status: 422,
    body: { code: "invalid_cursor" },
  });
});

describe("a note with what comes next", () => {
  const write = (nextStep: object, by = rep) =>
    api.as(by).post(`/customers/${customer}/follow-ups`, { content: "报价收到了", method: "phone", nextStep });

  test("is a note and a reminder half an hour before, as in chat", async () => {
    const made = await write({ text: "发合同", dueOn: "2026-03-13", time: "14:00" });
    expect(made).toMatchObject({ status: 201, body: { customer, content: "报价收到了", method: "phone" } });
    expect((await api.as(rep).get(`/customers/${customer}`)).body).toMatchObject({
      lastFollowUp: { content: "报价收到了" },
      nextStep: { text: "发合同", dueFrom: "2026-03-13", dueTo: "2026-03-13", time: "14:00" },
    });
    expect((await api.as(rep).get("/reminders")).body.items).toMatchObject([
      { text: "发合同", remindAt: "2026-03-13T13:30:00.000+08:00" },
    ]);
  });

  test("rings in the morning of a day without a clock time", async () => {
    await write({ text: "发合同", dueOn: "2026-03-13" });
    expect((await api.as(rep).get("/reminders")).body.items).toMatchObject([
      { time: null, remindAt: "2026-03-13T09:00:00.000+08:00" },
    ]);
  });

  test("is neither when its time is over, and nothing for whom the customer is not", async () => {
    expect(await write({ text: "发合同", dueOn: "2026-03-10" })).toMatchObject({
      status: 422,
      body: { code: "past_time" },
    });
    expect((await timeline()).items.filter((item: { content: string | null }) => item.content)).toEqual([]);
    expect(await write({ text: "发合同", dueOn: "2026-03-13" }, await buildUser())).toMatchObject({ status: 404 });
  });
});
