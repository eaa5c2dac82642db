import { useDatabase } from "../../support/db";
import { buildUser } from "../../support/factories";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();

test("anybody speaks, only admins read, newest first and page by page", async () => {
  const rep = await buildUser({ name: "李雷" });
  const admin = await buildUser({ roles: ["admin"] });
  for (const text of ["公海太慢", "想要深色", "卡片字太小"]) {
    expect((await api.as(rep).post("/feedback", { text })).status).toBe(201);
    api.clock.advance(1000);
  }
  expect((await api.as(rep).get("/feedback")).status).toBe(403);
  expect((await api.as(rep).get("/me")).body.abilities.feedback).toEqual(["create"]);
  const first = await api.as(admin).get("/feedback?limit=2");
  expect(first.body).toMatchObject({
    items: [{ text: "卡片字太小", by: { id: rep._id, name: "李雷" } }, { text: "想要深色" }],
    approximateTotal: 3,
  });
  const second = await api.as(admin).get(`/feedback?limit=2&cursor=${first.body.nextCursor}`);
  expect(second.body).toMatchObject({ items: [{ text: "公海太慢" }], nextCursor: null });
  expect((await api.as(rep).post("/feedback", { text: " " })).status).toBe(422);
});
