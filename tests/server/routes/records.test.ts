import { buildCustomer, buildUser } from "../../support/factories";
import { useDatabase } from "../../support/db";
import { useApi } from "../../support/http";

useDatabase();
const api = useApi();

test("a rep creates, reads, changes and archives a customer", async () => {
  const rep = api.as(await buildUser({ name: "李雷" }));

  const created = await rep.post("/customers", { name: "云帆科技", kind: "company", phones: ["138 0013 8000"] });
  expect(created.status).toBe(201);
  expect(created.body).toMatchObject({
    name: "云帆科技",
    kind: "company",
    phones: ["13800138000"],
    version: 1,
    ownerName: "李雷",
    nextStep: null,
    openAmount: 0,
    lastFollowUp: null,
    createdAt: "2026-03-11T10:00:00.000+08:00",
    abilities: [
      "read",
      "update",
      "archive",
      "share",
      "transfer",
      "explain",
      "readTimeline",
      "protect",
      "extend",
      "release",
    ],
  });

  const path = `/customers/${created.body.id}`;
  expect((await rep.get(path)).body).toEqual(created.body);

  const changed = await rep.patch(path, { version: 1, level: "A" });
  expect(changed.status).toBe(200);
  expect(changed.body).toMatchObject({ level: "A", version: 2 });

  const archived = await rep.delete(path);
  expect(archived.status).toBe(204);
  expect(archived.text).toBe("");
  expect((await rep.get(path)).status).toBe(404);
});

test("signs that nobody sees are no part of a name, line breaks are part of a note", async () => {
  const rep = api.as(await buildUser());
  const name = "\u202e云\u0000帆\ud800科技\u2066👨‍👩‍👧";
  const { body } = await rep.post("/customers", { name, aliases: ["云\u202d帆"] });
  expect(body).toMatchObject({ name: "云帆科技👨‍👩‍👧", aliases: ["云帆"] });
  expect((await rep.post("/customers", { name: "\u202e\u0000" })).status).toBe(422);
  const note = await rep.post("/follow-ups", { customer: body.id, content: "谈了价格\n下周再谈" });
  expect(note.body.content).toBe("谈了价格\n下周再谈");
});

test("a list shows the rep's own records, newest first", async () => {
  const by = await buildUser();
  const one = await buildCustomer({ by, now: new Date("2026-03-01T00:00:00Z") });
  const two = await buildCustomer({ by, now: new Date("2026-03-02T00:00:00Z") });
  await buildCustomer();

  const { status, body } = await api.as(by).get("/customers");
  expect(status).toBe(200);
  expect(body.items.map((item: { id: string }) => item.id)).toEqual([two.id, one.id]);
  expect(body).toMatchObject({ nextCursor: null, approximateTotal: 2 });
});
