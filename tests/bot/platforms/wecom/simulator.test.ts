import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Koa from "koa";
import getRawBody from "raw-body";
import { privately } from "../../../../bot/recipient";
import { createWecomPlatform } from "../../../../bot/platforms/wecom";
import type { WecomPlatform } from "../../../../bot/platforms/wecom/types";
import type { InboundMessage, Received } from "../../../../bot/types";
import { createSimulator } from "../../../../scripts/simulator";
import { goldenCards } from "./goldenCards";

// The simulator was written from the platform's pages by somebody else: what both understand alike is probably right.

const silent = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };
const dataDir = mkdtempSync(join(tmpdir(), "yiju-wecom-"));
const received: Received[] = [];
let origin = "";
let server: Server;
let platform: WecomPlatform;
let simulator: ReturnType<typeof createSimulator>;
let member = { id: "", name: "" };

beforeAll(async () => {
  let now = new Date("2026-03-02T09:00:00+08:00");
  const clock = { now: () => now, set: (next: Date) => void (now = next) };
  const options = { hookUrl: () => `${origin}/hooks/wecom`, appUrl: () => `${origin}/app`, clock, log: silent };
  simulator = createSimulator({ ...options, dataDir, retryDelayMs: 10 });
  const app = new Koa().use(simulator.middleware).use(async (ctx) => {
    const query = Object.fromEntries(new URLSearchParams(ctx.querystring));
    const body = await getRawBody(ctx.req);
    received.push(platform.hooks[""]({ method: ctx.method, query, headers: ctx.headers, body }, clock.now()));
    ctx.body = "";
    ctx.status = 200;
  });
  const handle = app.callback();
  server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { agentId, apiBase, oauthBase, loginBase, ...corp } = simulator.wecom;
  const bases = { apiBase: apiBase(origin), oauthBase: oauthBase(origin), loginBase: loginBase(origin) };
  const config = { ...corp, ...bases, agentId: String(agentId), publicUrl: origin };
  platform = createWecomPlatform(config, { now: clock.now, log: silent });
  const users = (await (await fetch(`${origin}/simulator/users`)).json()) as (typeof member)[];
  member = users[0] ?? member;
});

beforeEach(() => void (received.length = 0));

afterAll(async () => {
  await simulator.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(dataDir, { recursive: true });
});

it.each(Object.entries(goldenCards))("shows the card %s", async (name, card) => {
  const before = (await entries()).length;
  await platform.send(to(), card, `golden-${name}`);
  await platform.send(to(), card, `golden-${name}`);
  expect(await entries()).toHaveLength(before + 1);
});

it("carries what a member types, shares and does", async () => {
  await act("messages", { kind: "text", text: "见了张总 <b> ]]> & 😀\n下周报价" });
  await act("messages", { kind: "location", latitude: 31.2, longitude: 121.4, label: "人民广场" });
  await act("messages", { kind: "link", title: "公告", url: "https://x.cn/?a=1&b=2" });
  await act("events", { event: "click", key: "today" });
  await act("events", { event: "enter_agent" });
  await act("events", { event: "view", key: "https://x.cn" });
  expect(received.map((item) => (item.type === "message" ? item.message.content : item))).toEqual([
    { kind: "text", text: "见了张总 <b> ]]> & 😀\n下周报价", spoken: false },
    { kind: "location", latitude: 31.2, longitude: 121.4, label: "人民广场" },
    { kind: "link", title: "公告", url: "https://x.cn/?a=1&b=2" },
    { kind: "menu", key: "today" },
    { kind: "entered" },
    { type: "ignored", reason: "event view" },
  ]);
});

it("closes a card with the code of the click on it", async () => {
  await platform.send(to(), goldenCards.confirm!, "press-1");
  const entryId = (await entries()).at(-1)?.id;
  await act("presses", { entryId, key: "confirm:7" });
  const { content } = messageOf(received[0]);
  expect(content).toMatchObject({ kind: "action", actionId: "confirm:7", cardId: "press-1" });
  if (content.kind !== "action" || !content.updateToken) throw new Error("expected a code");
  await platform.closeCard(to(), content.updateToken, { as: "已确认", cardId: "", card: null });
  expect(JSON.stringify((await entries()).at(-1))).toContain("已确认");
  await expect(
    platform.closeCard(to(), content.updateToken, { as: "已确认", cardId: "", card: null }),
  ).rejects.toMatchObject({
    details: { code: 60140 },
  });
});

it("fetches the picture that a member sent, and hands over one of its own", async () => {
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  await fetch(`${origin}/simulator/chats/${member.id}/media?kind=image&name=a.png`, {
    method: "POST",
    body: new Uint8Array(png),
  });
  const { content } = messageOf(received[0]);
  if (content.kind !== "image") throw new Error("expected a picture");
  await expect(platform.downloadMedia(content.media.mediaId)).resolves.toMatchObject({ bytes: png });
  await expect(platform.downloadMedia("nonsense")).rejects.toMatchObject({ details: { failure: "drop", code: 40007 } });
  const file = { type: "file" as const, name: "客户.csv", contentType: "text/csv", bytes: Buffer.from("姓名,电话") };
  const { mediaId } = await platform.uploadMedia(file);
  expect((await platform.downloadMedia(mediaId)).bytes.toString()).toBe("姓名,电话");
});

it("reads the company", async () => {
  const directory = await platform.fetchDirectory();
  expect(directory.complete).toBe(true);
  expect(directory.users.find(({ userId }) => userId === member.id)).toMatchObject({ name: member.name, active: true });
  expect(directory.users.some(({ isLeader }) => isLeader)).toBe(true);
  expect(await platform.fetchUser(member.id.toUpperCase())).toMatchObject({ name: member.name });
  expect(await platform.fetchUser("nobody-here")).toBeNull();
});

it.each([true, false])("signs a member in, inside the client: %s", async (insideClient) => {
  const url = new URL(platform.signInUrl({ returnTo: `${origin}/app/?next=1`, state: "abc1", insideClient }));
  url.searchParams.set("user", member.id);
  const answer = await fetch(url, { redirect: "manual" });
  const back = new URL(answer.headers.get("location") ?? "");
  expect(Object.fromEntries(back.searchParams)).toMatchObject({ next: "1", state: "abc1" });
  await expect(platform.exchangeCode(back.searchParams.get("code") ?? "")).resolves.toEqual({ userId: member.id });
});

it("publishes a menu and gets its tickets", async () => {
  await platform.publishMenu([
    { name: "今日", target: { key: "today" } },
    { name: "客户", target: { entries: [{ name: "我的客户", target: { path: "/customers" } }] } },
  ]);
  await expect(platform.signPage(`${origin}/app/`)).resolves.toMatchObject({
    app: { signature: expect.stringMatching(/^[0-9a-f]{40}$/) },
  });
});

it("finds nobody who is not there", async () => {
  const sending = platform.send(privately({ platform: "wecom", userId: "nobody-here" }), goldenCards.note!, "nobody-1");
  await expect(sending).rejects.toMatchObject({ details: { failure: "drop", code: 81013 } });
});

const to = () => privately({ platform: "wecom", userId: member.id.toUpperCase() });

function messageOf(item: Received | undefined): InboundMessage {
  if (item?.type !== "message") throw new Error(`expected a message, got ${JSON.stringify(item)}`);
  return item.message;
}

async function entries() {
  const answer = await fetch(`${origin}/simulator/chats/${member.id}`);
  return ((await answer.json()) as { entries: { id: string }[] }).entries;
}

async function act(what: "messages" | "events" | "presses", body: object): Promise<void> {
  const url = `${origin}/simulator/chats/${member.id}/${what}`;
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  expect((await fetch(url, init)).status).toBe(204);
}
