import type { Figure, Report } from "../../../models/shared/contracts/figures";
import type { UserRow } from "../../../models/system/user";
import { records } from "../../../server/records";
import { useDatabase } from "../../support/db";
import {
  buildCustomer,
  buildDepartment,
  buildFollowUp,
  buildOpportunity,
  buildReminder,
  buildUser,
} from "../../support/factories";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();
const at = (text: string) => new Date(`${text}+08:00`);

const figure = (report: Report, key: Figure["key"]) => report.figures.find((one) => one.key === key);

/** What the list behind a figure holds, for the same caller. */
async function rowsOf(user: UserRow, { rows }: Figure): Promise<{ customer?: string; amount?: number }[]> {
  const { body } = await api.as(user).get(`/${records[rows.entity].path}?limit=100&${new URLSearchParams(rows.query)}`);
  return body.items;
}

/** 2026-03-11 is a Wednesday. */
async function aWeekOf(by: UserRow) {
  const customer = (await buildCustomer({ by })).id;
  const other = (await buildCustomer({ by, now: at("2026-03-01T09:00:00") })).id;
  await buildFollowUp({ by, customer, happenedAt: at("2026-03-09T10:00:00") });
  await buildFollowUp({ by, customer, happenedAt: at("2026-03-11T10:00:00") });
  await buildFollowUp({ by, customer: other, happenedAt: at("2026-03-10T10:00:00") });
  await buildFollowUp({ by, customer: other, happenedAt: at("2026-03-08T23:59:00") });
  const deal = await buildOpportunity({ by, customer, amount: 500_000_00, stage: "proposal" });
  await api.as(by).post(`/opportunities/${deal.id}/win`, {});
  await buildOpportunity({ by, customer: other, amount: 10_000_00 });
  await buildReminder({ by, customer, remindAt: at("2026-03-17T09:00:00") });
}

test("a week of one's own, and every figure opens exactly its rows", async () => {
  const rep = await buildUser();
  await aWeekOf(rep);
  await aWeekOf(await buildUser());

  const { body } = await api.as(rep).get("/reports/weekly");
  expect(body).toMatchObject({ name: "weekly", from: "2026-03-09", to: "2026-03-15", whose: { id: rep._id } });
  expect(figure(body, "followed")).toMatchObject({ count: 3, customers: 2 });
  expect(figure(body, "newCustomers")).toMatchObject({ count: 1 });
  expect(figure(body, "won")).toMatchObject({ count: 1, amount: 500_000_00 });
  expect(figure(body, "newDeals")).toMatchObject({ count: 2, amount: 510_000_00 });
  expect(figure(body, "ahead")).toMatchObject({ count: 1 });
  for (const one of body.figures as Figure[]) {
    const rows = await rowsOf(rep, one);
    expect([one.key, rows.length]).toEqual([one.key, one.count]);
    if (one.amount !== null) expect(rows.reduce((sum, row) => sum + (row.amount ?? 0), 0)).toBe(one.amount);
    if (one.customers !== null) expect(new Set(rows.map((row) => row.customer)).size).toBe(one.customers);
  }
});

test("a day and a month have their own bounds", async () => {
  const rep = await buildUser();
  await aWeekOf(rep);
  const daily = await api.as(rep).get("/reports/daily?day=2026-03-10");
  expect([daily.body.from, figure(daily.body, "followed")?.count]).toEqual(["2026-03-10", 1]);
  const monthly = await api.as(rep).get("/reports/monthly?day=2026-02-28");
  expect([monthly.body.from, monthly.body.to, figure(monthly.body, "followed")?.count]).toEqual([
    "2026-02-01",
    "2026-02-28",
    0,
  ]);
});

test("a manager sees the team by member, and nobody else's", async () => {
  const department = await buildDepartment();
  const manager = await buildUser({ roles: ["sales_manager"], departments: [department._id] });
  const rep = await buildUser({ departments: [department._id] });
  const stranger = await buildUser();
  await aWeekOf(rep);
  await aWeekOf(stranger);

  const { body } = await api.as(manager).get("/reports/weekly?whose=team");
  expect(figure(body, "followed")).toMatchObject({ count: 3 });
  expect(await rowsOf(manager, figure(body, "followed") as Figure)).toHaveLength(3);
  const own = body.members.find((one: { id: string }) => one.id === rep._id);
  expect(own).toMatchObject({
    name: rep.name,
    figures: [{ key: "followed", count: 3 }, {}, {}, { key: "won", count: 1 }],
  });
  expect(body.members).toHaveLength(2);
  expect((await api.as(manager).get(`/reports/weekly?whose=${rep._id}`)).body.whose.name).toBe(rep.name);
  for (const user of [manager, rep]) {
    expect((await api.as(user).get(`/reports/weekly?whose=${stranger._id}`)).status).toBe(404);
  }
  expect((await api.as(rep).get("/reports/weekly?whose=team")).body.members).toHaveLength(1);
});

test("there is no other report", async () => {
  expect((await api.as(await buildUser()).get("/reports/yearly")).status).toBe(404);
});
