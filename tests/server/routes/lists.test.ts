import { newId } from "../../../models/newId";
import type { UserRow } from "../../../models/system/user";
import { NOW } from "../../support/ctx";
import {
  buildContact,
  buildCustomer,
  buildFollowUp,
  buildOpportunity,
  buildReminder,
  buildUser,
} from "../../support/factories";
import { useDatabase } from "../../support/db";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();
const HOUR = 3_600_000;

let rep: UserRow;
beforeEach(async () => {
  rep = await buildUser({ name: "李雷" });
});

const namesOf = (reply: { body: { items: { name: string }[] } }) => reply.body.items.map((item) => item.name);
const search = async (q: string) => namesOf(await api.as(rep).get(`/customers?q=${encodeURIComponent(q)}`));

/** Customers c0, c1 … an hour apart. */
async function customers(count: number) {
  const made = [];
  for (let i = 0; i < count; i++) {
    made.push(await buildCustomer({ by: rep, name: `c${i}`, now: new Date(NOW.getTime() + i * HOUR) }));
  }
  return made;
}

async function walk(query: string, eachPage: (page: number) => Promise<void> = async () => undefined) {
  const names: string[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < 20; page++) {
    const suffix: string = cursor ? `&cursor=${cursor}` : "";
    const reply = await api.as(rep).get(`/customers?${query}${suffix}`);
    expect(reply.status).toBe(200);
    names.push(...namesOf(reply));
    cursor = reply.body.nextCursor;
    if (!cursor) return names;
    await eachPage(page);
  }
  throw new Error("the list does not end");
}

describe("paging", () => {
  test("shows every row once, whatever the order and the size of a page", async () => {
    await customers(7);
    const all = ["c0", "c1", "c2", "c3", "c4", "c5", "c6"];
    expect(await walk("limit=3")).toEqual(all.toReversed());
    expect(await walk("limit=2&sort=createdAt")).toEqual(all);
    expect(await walk("limit=1&sort=-name")).toEqual(all.toReversed());
    expect(await walk("limit=7")).toHaveLength(7);
  });

  test("stays the same while rows are added", async () => {
    await customers(6);
    const names = await walk("limit=2", async (page) => {
      await buildCustomer({ by: rep, name: `new${page}`, now: new Date(NOW.getTime() + 100 * HOUR) });
    });
    expect(names).toEqual(["c5", "c4", "c3", "c2", "c1", "c0"]);
  });

  test("tells rows of one instant apart", async () => {
    for (let i = 0; i < 5; i++) await buildCustomer({ by: rep, name: `c${i}` });
    expect((await walk("limit=2")).toSorted()).toEqual(["c0", "c1", "c2", "c3", "c4"]);
  });

  test.each(["lastContactAt", "-lastContactAt", "level", "-level"])(
    "keeps empty values in order by %s",
    async (sort) => {
      const made = await customers(5);
      const second = made[1]!;
      await buildFollowUp({ by: rep, customer: second.id, happenedAt: NOW });
      await buildFollowUp({ by: rep, customer: made[3]!.id, happenedAt: new Date(NOW.getTime() - HOUR) });
      await buildCustomer({ by: rep, name: "graded", level: "B" });
      const names = await walk(`limit=2&sort=${sort}`);
      expect(names.toSorted()).toEqual(["c0", "c1", "c2", "c3", "c4", "graded"]);
      const known = sort.endsWith("level") ? ["graded"] : ["c3", "c1"];
      const shown = sort.startsWith("-") ? names.slice(0, known.length).toReversed() : names.slice(-known.length);
      expect(shown).toEqual(known);
    },
  );

  test("counts once and roughly", async () => {
    await customers(4);
    const { body } = await api.as(rep).get("/customers?limit=2");
    expect(body.approximateTotal).toBe(4);
    await buildCustomer({ by: rep });
    expect((await api.as(rep).get(`/customers?limit=2&cursor=${body.nextCursor}`)).body.approximateTotal).toBe(4);
  });
});

describe("a cursor", () => {
  const refused = { status: 422, body: { code: "invalid_cursor" } };

  test("is good for its own list only", async () => {
    await customers(3);
    const other = await buildUser({ roles: ["sales_manager"] });
    const { nextCursor } = (await api.as(rep).get("/customers?limit=1&sort=name")).body;
    expect((await api.as(rep).get(`/customers?limit=2&sort=name&cursor=${nextCursor}`)).status).toBe(200);
    expect(await api.as(rep).get(`/customers?limit=1&sort=-name&cursor=${nextCursor}`)).toMatchObject(refused);
    expect(await api.as(rep).get(`/customers?limit=1&sort=name&kind=company&cursor=${nextCursor}`)).toMatchObject(
      refused,
    );
    expect(await api.as(rep).get(`/customers?limit=1&sort=name&q=c&cursor=${nextCursor}`)).toMatchObject(refused);
    expect(await api.as(rep).get(`/contacts?limit=1&sort=name&cursor=${nextCursor}`)).toMatchObject(refused);
    expect(await api.as(other).get(`/customers?limit=1&sort=name&cursor=${nextCursor}`)).toMatchObject(refused);
  });

  test.each(["x", "x.y", Buffer.from('["a","b",1]').toString("base64url"), `${"a".repeat(900)}.b`])(
    "cannot be made up (%#)",
    async (cursor) => expect(await api.as(rep).get(`/customers?cursor=${cursor}`)).toMatchObject(refused),
  );

  test("holds the longest name", async () => {
    for (const end of ["甲", "乙"]) await buildCustomer({ by: rep, name: `${"长".repeat(79)}${end}` });
    expect(await walk("limit=1&sort=name")).toHaveLength(2);
  });
});

describe("filters", () => {
  test("ask for exactly one value", async () => {
    await buildCustomer({ by: rep, name: "a", kind: "company", level: "A" });
    await buildCustomer({ by: rep, name: "b", kind: "company", level: "B" });
    await buildCustomer({ by: rep, name: "c", kind: "person", level: "A" });
    expect(namesOf(await api.as(rep).get("/customers?kind=company&level=A"))).toEqual(["a"]);
  });

  test("a day means that day in Shanghai", async () => {
    const customer = (await buildCustomer({ by: rep })).id;
    for (const happenedAt of [
      "2026-03-09T15:59:59Z",
      "2026-03-09T16:00:00Z",
      "2026-03-10T15:59:59Z",
      "2026-03-10T16:00:00Z",
    ]) {
      await buildFollowUp({ by: rep, customer, content: happenedAt, happenedAt: new Date(happenedAt) });
    }
    const { body } = await api.as(rep).get("/follow-ups?happenedAt=2026-03-10&sort=happenedAt");
    expect(body.items.map((item: { content: string }) => item.content)).toEqual([
      "2026-03-09T16:00:00Z",
      "2026-03-10T15:59:59Z",
    ]);
    expect((await api.as(rep).get("/follow-ups?happenedAt=2026-3-1")).status).toBe(422);
  });

  test("days, money and choices may be ranges", async () => {
    const customer = (await buildCustomer({ by: rep })).id;
    const deal = (name: string, amount: number, stage: "contacted" | "proposal" | "won") =>
      buildOpportunity({ by: rep, customer, name, amount, stage });
    await deal("小", 100_00, "contacted");
    await deal("中", 200_00, "proposal");
    await deal("大", 300_00, "won");
    const names = async (query: string) => {
      const { body } = await api.as(rep).get(`/opportunities?sort=amount&${query}`);
      return body.items.map((item: { name: string }) => item.name);
    };
    expect(await names("amount=20000..")).toEqual(["中", "大"]);
    expect(await names("amount=..20000")).toEqual(["小", "中"]);
    expect(await names("stage=contacted,won")).toEqual(["小", "大"]);
    expect(await names("stage=!won,lost")).toEqual(["小", "中"]);
    expect(await names("createdAt=2026-03-11..2026-03-12")).toHaveLength(3);
    expect(await names("createdAt=..2026-03-10")).toEqual([]);
    for (const wrong of ["amount=..", "createdAt=2026-03-11...2026-03-12", "amount=1e3.."]) {
      expect([wrong, (await api.as(rep).get(`/opportunities?${wrong}`)).status]).toEqual([wrong, 422]);
    }
    expect((await api.as(rep).get("/reminders?state=open,sold")).status).toBe(422);
  });

  test("an owner narrows what one may see, never widens it", async () => {
    const foreign = await buildCustomer();
    await buildCustomer({ by: rep });
    expect((await api.as(rep).get(`/customers?owner=${foreign.owner}`)).body.items).toEqual([]);
    expect((await api.as(rep).get(`/customers?owner=${rep._id}`)).body.items).toHaveLength(1);
  });

  test("children are found by their customer", async () => {
    const one = await buildContact({ by: rep });
    await buildContact({ by: rep });
    const { body } = await api.as(rep).get(`/contacts?customer=${one.customer}`);
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({ id: one.id, customerName: expect.stringContaining("客户") });
    expect((await api.as(rep).get(`/contacts?customer=${newId()}`)).body.items).toEqual([]);
  });
});

describe("search", () => {
  test("finds names by substring, pinyin and initials", async () => {
    await buildCustomer({ by: rep, name: "杭州鼎盛科技有限公司", aliases: ["鼎盛"] });
    await buildCustomer({ by: rep, name: "海川贸易" });
    for (const q of ["鼎盛", "科技", "dingsheng", "DingSheng", "dskj", "鼎盛 科技"]) {
      expect([q, await search(q)]).toEqual([q, ["杭州鼎盛科技有限公司"]]);
    }
    expect(await search("盛鼎")).toEqual([]);
    expect(await search("鼎盛 海川")).toEqual([]);
  });

  test("finds a customer by the end of its phone, or of a contact's", async () => {
    const customer = await buildCustomer({ by: rep, name: "云帆", phones: ["+86 138-0013-8001"] });
    await buildContact({ by: rep, customer: customer.id, name: "王总", phones: ["13900004321"] });
    await buildCustomer({ by: rep, name: "海川", phones: ["13700139999"] });
    for (const q of ["8001", "13800138001", "138 0013 8001", "+8613800138001", "38001", "4321", "13900004321"]) {
      expect([q, await search(q)]).toEqual([q, ["云帆"]]);
    }
    expect(await search("00138001")).toEqual(["云帆"]);
    expect(await search("99138001")).toEqual([]);
    expect(namesOf(await api.as(rep).get("/contacts?q=4321"))).toEqual(["王总"]);
  });

  test("finds digits that are part of a name", async () => {
    await buildCustomer({ by: rep, name: "阿里1688供应商" });
    expect(await search("1688")).toEqual(["阿里1688供应商"]);
  });

  test("does not find by phone what one may not see", async () => {
    await buildContact({ phones: ["13900004321"] });
    expect(await search("4321")).toEqual([]);
  });

  test("finds words of follow-ups, but no number in them", async () => {
    const by = rep;
    await buildFollowUp({ by, content: "王总说报价可以，电话 13800138001" });
    await buildFollowUp({ by, content: "寄了样品" });
    const found = async (q: string) => (await api.as(rep).get(`/follow-ups?q=${encodeURIComponent(q)}`)).body.items;
    expect(await found("报价可以")).toMatchObject([{ content: "王总说报价可以，电话 13800138001", ownerName: "李雷" }]);
    expect(await found("8001")).toEqual([]);
    expect(await found("样品")).toHaveLength(1);
  });

  test.each(["😀", "!!!", "$where", "(.*)+$", "\\", "%00"])("%s finds nothing and breaks nothing", async (q) => {
    await buildCustomer({ by: rep });
    expect(await search(q)).toEqual([]);
  });

  test("fills pages although keys promise more than words keep", async () => {
    // Both have the pairs 云帆 and 帆科; only the second holds the word.
    for (let i = 0; i < 9; i++) await buildCustomer({ by: rep, name: `帆科云帆${i}` });
    await buildCustomer({ by: rep, name: "云帆科技", now: new Date(NOW.getTime() - HOUR) });
    expect(await walk(`limit=2&q=${encodeURIComponent("云帆科")}`)).toEqual(["云帆科技"]);
  });
});

test("a customer in a list carries its next step, its open money and the last talk", async () => {
  const { id } = await buildCustomer({ by: rep, name: "云帆" });
  await buildOpportunity({ by: rep, customer: id, amount: 100 });
  await buildOpportunity({ by: rep, customer: id, amount: 200 });
  await buildOpportunity({ by: rep, customer: id, amount: 400, stage: "lost" });
  await buildReminder({ by: rep, customer: id, text: "晚一点", remindAt: new Date(NOW.getTime() + 2 * HOUR) });
  const next = await buildReminder({ by: rep, customer: id, text: "先做", dueFrom: "2026-03-12", dueTo: "2026-03-12" });
  await buildFollowUp({ by: rep, customer: id, content: "旧的", happenedAt: new Date(NOW.getTime() - HOUR) });
  const last = await buildFollowUp({ by: rep, customer: id, content: "新的", method: "phone" });
  await buildCustomer({ by: rep, name: "空的" });

  const { body } = await api.as(rep).get("/customers?sort=name");
  const [empty, full] = body.items.toSorted((a: { name: string }, b: { name: string }) => (a.name > b.name ? -1 : 1));
  expect(full).toMatchObject({
    ownerName: "李雷",
    nextStep: { text: "先做", dueFrom: "2026-03-12", dueTo: "2026-03-12", time: null, reminderId: next.id },
    openAmount: 300,
    lastFollowUp: { id: last.id, content: "新的", method: "phone", happenedAt: "2026-03-11T10:00:00.000+08:00" },
  });
  expect(empty).toMatchObject({ nextStep: null, openAmount: 0, lastFollowUp: null });

  await api.as(rep).delete(`/follow-ups/${last.id}`);
  expect((await api.as(rep).get(`/customers/${id}`)).body.lastFollowUp).toMatchObject({ content: "旧的" });
});
