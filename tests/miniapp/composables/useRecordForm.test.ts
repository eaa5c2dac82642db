import { useRecordForm } from "../../../miniapp/src/composables/useRecordForm";
import { customerFields } from "../../../miniapp/src/forms/specs";
import { installBrowser, settled } from "../support/browser";
import { FakeServer, Refusal } from "../support/server";
import { withSetup } from "../support/withSetup";

const stored = { id: "c1", version: 3, name: "鼎盛", level: "B", phones: [], aliases: [], tags: [], region: "杭州" };
let server: FakeServer;

const open = (id: string | null = "c1") =>
  withSetup(() => useRecordForm({ entity: "customer", specs: customerFields, id, fixPath: "/customers/c1/edit" }))
    .result;

beforeEach(() => {
  installBrowser();
  server = new FakeServer()
    .on("GET /customers/c1", stored)
    .on("PATCH /customers/c1", { ...stored, version: 4 })
    .install();
});

test("only what was changed is sent, with the version that was read", async () => {
  const editing = open();
  await settled();
  editing.form.value = { ...editing.form.value, level: "A", phones: "138 0013 8001、021-55667788" };
  await editing.submit(() => "鼎盛");
  expect(server.called("PATCH /customers/c1")[0]?.body).toEqual({
    version: 3,
    level: "A",
    phones: ["138 0013 8001", "021-55667788"],
  });
});

test("what is wrong stands beside its field and is not sent", async () => {
  const editing = open();
  await settled();
  editing.form.value = { ...editing.form.value, name: " ", phones: "138001" };
  await expect(editing.submit(() => "")).resolves.toBeNull();
  expect(editing.bindings.value.errors).toEqual({ name: "名称还没写", phones: "手机号少 5 位" });
  expect(server.called("PATCH /customers/c1")).toEqual([]);
});

test("a conflict is asked, and the choice goes on top of what is stored now", async () => {
  const editing = open();
  await settled();
  editing.form.value = { ...editing.form.value, level: "A" };
  server.on("PATCH /customers/c1", new Refusal(409, { conflicts: { level: { base: "B", yours: "A", theirs: "C" } } }));
  await editing.submit(() => "鼎盛");
  expect(editing.bindings.value.conflicts).toEqual({ level: { base: "B", yours: "A", theirs: "C" } });

  server.on("GET /customers/c1", { ...stored, version: 5, level: "C", region: "苏州" });
  server.on("PATCH /customers/c1", { ...stored, version: 6 });
  await editing.resolve({ level: "A" }, "鼎盛");
  expect(server.called("PATCH /customers/c1")[1]?.body).toEqual({ version: 5, level: "A" });
});

test("a draft keeps what was typed and nothing else", async () => {
  const first = open();
  await settled();
  first.form.value = { ...first.form.value, level: "A" };
  await settled();
  server.on("GET /customers/c1", { ...stored, version: 5, region: "苏州" });
  const second = open();
  await settled();
  expect(second.bindings.value.wasKept).toBe(true);
  expect(second.form.value).toMatchObject({ level: "A", region: "苏州" });
  second.discard();
  expect(second.form.value.level).toBe("B");
});

test("a new record names only what was said", async () => {
  server.on("POST /customers", { ...stored, id: "c2" });
  const editing = open(null);
  editing.form.value = { ...editing.form.value, name: "睿达" };
  const sent = await editing.submit((form) => form.name ?? "");
  expect(server.called("POST /customers")[0]?.body).toEqual({ name: "睿达" });
  expect(sent).toMatchObject({ state: "sent", answer: { id: "c2" } });
});
