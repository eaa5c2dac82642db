import { UNDO_FOR, useTicks } from "../../../miniapp/src/composables/useTicks";
import { installBrowser } from "../support/browser";
import { FakeServer, Refusal } from "../support/server";

const reminder = { id: "r1", text: "发报价" };
const ticks = useTicks();
let server: FakeServer;

beforeEach(() => {
  jest.useFakeTimers();
  installBrowser();
  server = new FakeServer().on("POST /reminders/r1/complete", {}).on("POST /reminders/r1/reopen", {}).install();
});
afterEach(() => {
  jest.advanceTimersByTime(UNDO_FOR);
  jest.useRealTimers();
});

test("a tick finishes at once and the row folds after six seconds", async () => {
  await ticks.finish(reminder, "已发");
  expect(server.calls[0]?.body).toEqual({ result: "已发" });
  expect(ticks.tickOf("r1")?.words).toBe("已完成");
  jest.advanceTimersByTime(UNDO_FOR);
  expect(ticks.tickOf("r1")).toBeNull();
});

test("until then it can be taken back", async () => {
  await ticks.finish(reminder);
  await ticks.tickOf("r1")?.undo?.();
  expect(server.called("POST /reminders/r1/reopen")).toHaveLength(1);
  expect(ticks.tickOf("r1")).toBeNull();
});

test("a tick that waits for the network is simply not sent", async () => {
  server.isDown = true;
  await ticks.finish(reminder);
  await ticks.tickOf("r1")?.undo?.();
  server.isDown = false;
  expect(server.calls).toEqual([]);
});

test("a refusal is shown in the row", async () => {
  server.on("POST /reminders/r1/complete", new Refusal(409, { detail: "这件事已经处理过了。" }));
  await ticks.finish(reminder);
  expect(ticks.tickOf("r1")).toMatchObject({ words: "这件事已经处理过了。", isRefused: true, undo: null });
});
