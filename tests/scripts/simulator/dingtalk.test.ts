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

async function lastCard(chat: string, count: number): Promise<ChatEntry> {
  let seen: ChatEntry[] = [];
  for (let tries = 0; seen.length < count && tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    seen = (await entries(chat)).filter(({ from }) => from === "app");
  }
  return seen.at(-1)!;
}

it("the same person talks in the local DingTalk, over the stream, and presses a card that closes", async () => {
  let hasDingtalk = false;
  const look = async () => {
    hasDingtalk = ((await (await request("/simulator/state")).json()) as { hasDingtalk: boolean }).hasDingtalk;
  };
  await until(() => (hasDingtalk ? true : (void look(), false)));

  expect(
    (await post("/simulator/chats/dingtalk-lilei/messages", { kind: "text", text: "/跟进 庞德 下周报价" })).status,
  ).toBe(204);
  const preview = await lastCard("dingtalk-lilei", 1);
  expect(preview.content).toMatchObject({ kind: "card", state: { closedAs: null } });
  const buttons = preview.content.kind === "card" ? preview.content.card.button_list : [];
  const confirm = buttons.find(({ text }) => text === "确认");
  const press = { entryId: preview.id, key: confirm?.key };
  expect((await post("/simulator/chats/dingtalk-lilei/presses", press)).status).toBe(204);
  expect((await lastCard("dingtalk-lilei", 2)).content.kind).toBe("card");
  expect((await entries("dingtalk-lilei")).find(({ id }) => id === preview.id)?.content).toMatchObject({
    state: { closedAs: "已确认" },
  });
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
