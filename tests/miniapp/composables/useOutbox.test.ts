import { useOutbox } from "../../../miniapp/src/composables/useOutbox";
import { installBrowser } from "../support/browser";
import { FakeServer, Refusal } from "../support/server";

const outbox = useOutbox();
const write = (label: string) => ({ label, method: "POST" as const, path: "/follow-ups", body: { content: label } });
let server: FakeServer;

beforeEach(async () => {
  installBrowser();
  server = new FakeServer().on("POST /follow-ups", { id: "f1" }).install();
  for (const entry of [...outbox.own.value]) outbox.remove(entry.key);
  await outbox.openFor("lilei");
});

test("with a network a write goes out at once, with a key", async () => {
  await expect(outbox.submit(write("聊了价格"))).resolves.toEqual({ state: "sent", answer: { id: "f1" } });
  expect(server.calls[0]?.key).toMatch(/.{16,}/);
  expect(outbox.own.value).toEqual([]);
});

test("without one it is kept and goes out later under the same key", async () => {
  server.isDown = true;
  const sent = await outbox.submit(write("聊了价格"));
  expect(sent.state).toBe("queued");
  expect(JSON.parse(window.localStorage.getItem("yiju.outbox") ?? "[]")).toHaveLength(1);
  server.isDown = false;
  await outbox.flush();
  expect(server.calls.map(({ key }) => key)).toEqual([sent.state === "queued" ? sent.key : ""]);
  expect(outbox.own.value).toEqual([]);
});

test("a failing server keeps it too, in the order of writing", async () => {
  server.on("POST /follow-ups", new Refusal(503));
  await outbox.submit(write("一"));
  await outbox.submit(write("二"));
  await outbox.flush();
  expect(outbox.waiting.value.map(({ label }) => label)).toEqual(["一", "二"]);
  server.on("POST /follow-ups", { id: "f1" });
  server.calls = [];
  await outbox.flush();
  expect(server.calls.map(({ body }) => body)).toEqual([{ content: "一" }, { content: "二" }]);
});

test("a refusal is told to the caller and nothing is kept", async () => {
  server.on("POST /follow-ups", new Refusal(422, { detail: "还没填" }));
  await expect(outbox.submit(write(""))).rejects.toMatchObject({ problem: { detail: "还没填" } });
  expect(outbox.own.value).toEqual([]);
});

test("what is refused after waiting stays with its reason", async () => {
  server.isDown = true;
  await outbox.submit(write("聊了价格"));
  server.isDown = false;
  server.on("POST /follow-ups", new Refusal(404, { detail: "看不到这条记录。" }));
  await outbox.flush();
  expect(outbox.own.value[0]?.refusal).toBe("看不到这条记录。");
  expect(outbox.waiting.value).toEqual([]);
});

test("an ended session keeps what waits", async () => {
  server.isDown = true;
  await outbox.submit(write("聊了价格"));
  server.isDown = false;
  server.on("POST /follow-ups", new Refusal(401));
  await outbox.flush();
  expect(outbox.waiting.value).toHaveLength(1);
});

test("a change whose answer was lost is not asked about again", async () => {
  server.isDown = true;
  await outbox.submit({ label: "改级别", method: "PATCH", path: "/customers/c1", body: { level: "A", version: 1 } });
  server.isDown = false;
  server.on("PATCH /customers/c1", new Refusal(409, { conflicts: { level: { base: "B", yours: "A", theirs: "A" } } }));
  await outbox.flush();
  expect(outbox.own.value).toEqual([]);
});

test("another person on the same phone neither sees nor sends it", async () => {
  server.isDown = true;
  await outbox.submit(write("聊了价格"));
  server.isDown = false;
  await outbox.openFor("wangwu");
  expect(outbox.own.value).toEqual([]);
  expect(server.calls).toEqual([]);
  await outbox.openFor("lilei");
  expect(server.calls).toHaveLength(1);
});
