import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { loadConfig } from "../../../server/config";
import { startServer, type RunningServer } from "../../../server/main";
import type { ChatEntry } from "../../../scripts/simulator/protocol";
import { until } from "../../support/dingtalkBot";

let dataDir: string;
let running: RunningServer;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "yiju-dingtalk-"));
  const config = loadConfig({ PORT: "0", HOST: "127.0.0.1", DATA_DIR: dataDir });
  running = await startServer(config, pino({ level: "silent" }));
}, 60_000);

afterAll(async () => {
  await running.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const request = (path: string, init?: RequestInit) => fetch(`${running.url}${path}`, init);
const post = (path: string, body: unknown) => request(path, { method: "POST", body: JSON.stringify(body) });
const entries = async (chat: string) =>
  ((await (await request(`/simulator/chats/${chat}`)).json()) as { entries: ChatEntry[] }).entries;

/** What the phone shows once it shows it; on a busy machine "正在记" comes before. */
async function shows(chat: string, holds: (entry: ChatEntry) => boolean): Promise<ChatEntry> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = (await entries(chat)).find((entry) => entry.from === "app" && holds(entry));
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it is not shown: ${JSON.stringify(await entries(chat))}`);
}
const titleOf = ({ content }: ChatEntry) => (content.kind === "card" ? (content.card.main_title?.title ?? "") : "");
const faults = (change: object) => post("/simulator/faults", change);

it("the same person talks in the local DingTalk, over the stream, and presses a card that closes", async () => {
  let hasDingtalk = false;
  const look = async () => {
    hasDingtalk = ((await (await request("/simulator/state")).json()) as { hasDingtalk: boolean }).hasDingtalk;
  };
  await until(() => (hasDingtalk ? true : (void look(), false)));

  expect(
    (await post("/simulator/chats/dingtalk-lilei/messages", { kind: "text", text: "/跟进 庞德 下周报价" })).status,
  ).toBe(204);
  const preview = await shows("dingtalk-lilei", (entry) => titleOf(entry) === "这样记对吗？");
  expect(preview.content).toMatchObject({ kind: "card", state: { closedAs: null } });
  const buttons = preview.content.kind === "card" ? preview.content.card.button_list : [];
  const confirm = buttons.find(({ text }) => text === "确认");
  const press = { entryId: preview.id, key: confirm?.key };
  expect((await post("/simulator/chats/dingtalk-lilei/presses", press)).status).toBe(204);
  await shows("dingtalk-lilei", (entry) => titleOf(entry).startsWith("已记跟进"));
  await shows("dingtalk-lilei", ({ id, content }) => id === preview.id && JSON.stringify(content).includes("已确认"));
}, 60_000);

it("is spoken to, sent files and called in a group there", async () => {
  const chat = "dingtalk-wangwu";
  const said = (message: object) => post(`/simulator/chats/${chat}/messages`, { kind: "text", ...message });
  await said({ text: "提醒我明天9点给王经理回电", spoken: true });
  await shows(chat, (entry) => titleOf(entry) === "会提醒你 ✓ 给王经理回电");
  await said({ text: "/待办", inGroup: true });
  await shows(chat, ({ content }) => content.kind === "markdown" && content.text.includes("已私聊给你"));
  await request(`/simulator/chats/${chat}/media?kind=file&name=a.pdf`, { method: "POST", body: "报价单的内容" });
  await shows(chat, (entry) => JSON.stringify(entry.content).includes("文件收到"));
}, 60_000);

it("throttles, hangs up and delivers twice when told, and nothing is lost or doubled", async () => {
  const chat = "dingtalk-wangwu";
  await faults({ duplicate: true, disconnect: true });
  await post(`/simulator/chats/${chat}/messages`, { kind: "text", text: "/提醒 明天9点 给李经理回电" });
  await shows(chat, (entry) => titleOf(entry) === "会提醒你 ✓ 给李经理回电");
  await faults({ duplicate: false, disconnect: false, rateLimit: true });
  await post(`/simulator/chats/${chat}/messages`, { kind: "text", text: "/提醒 明天9点 给赵经理回电" });
  await faults({ rateLimit: false });
  await shows(chat, (entry) => titleOf(entry) === "会提醒你 ✓ 给赵经理回电");
  const told = (await entries(chat)).filter((entry) => /[李赵]经理/.test(titleOf(entry)));
  expect(told).toHaveLength(2);
}, 60_000);

it("signs in from there as the same user", async () => {
  const { url } = (await (await post("/simulator/chats/dingtalk-lilei/links", { url: "/app/today" })).json()) as {
    url: string;
  };
  const target = new URL(url, running.url);
  expect(target.searchParams.get("via")).toBe("dingtalk");
  const answer = await request("/api/v1/auth/dingtalk", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ code: target.searchParams.get("code") }),
  });
  expect(await answer.json()).toMatchObject({ user: { name: "李雷", roles: ["sales"] } });
});
