import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createWecomCaller, startFakeWecom, type WecomCallback } from "../../../support/wecom";
import { NOW, platformFor } from "./support";
import { keys } from "./vectors";

const caller = createWecomCaller(keys, () => NOW);
const { platform } = platformFor({ baseUrl: "http://127.0.0.1:9" });

function received({ query, body, headers }: WecomCallback, method = "POST") {
  return platform.hooks[""]({ method, query, headers, body: Buffer.from(body) }, NOW);
}

it("says what the platform would say", () => {
  expect(received(caller.textMessage({ from: "ZhangSan", text: "见了张总 ]]> <b>", msgId: "42" }))).toEqual({
    type: "message",
    message: {
      platform: "wecom",
      externalId: "42",
      conversationId: "zhangsan",
      senderId: "ZhangSan",
      groupId: null,
      replyPath: null,
      sentAt: NOW,
      content: { kind: "text", text: "见了张总 ]]> <b>", spoken: false },
    },
  });
  expect(received(caller.menuClick({ from: "ZhangSan", key: "today" }))).toMatchObject({
    message: { content: { kind: "menu", key: "today" } },
  });
  expect(received(caller.event({ from: "ZhangSan", event: "unsubscribe" }))).toMatchObject({
    message: { content: { kind: "left" } },
  });
  expect(received(caller.message({ from: "ZhangSan" }, { MsgType: "image", MediaId: "m1" }))).toMatchObject({
    message: { content: { kind: "image" } },
  });
});

it("repeats a click under one key, sealed anew", () => {
  const click = { from: "ZhangSan", actionId: "confirm:1", taskId: "card-1", responseCode: "RC" };
  const [first, second] = [caller.cardClick(click), caller.cardClick(click)];
  expect(first.body).not.toBe(second.body);
  expect(received(first)).toEqual(received(second));
});

it("gives every message an id of its own", () => {
  const ids = [1, 2].map(() => received(caller.textMessage({ from: "a", text: "b" })));
  expect(ids[0]).not.toEqual(ids[1]);
});

it("verifies the URL", () => {
  expect(received(caller.verification("echo"), "GET")).toEqual({
    type: "handshake",
    reply: { contentType: "text/plain", body: "echo" },
  });
});

it("posts to the hook of a running program", async () => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${new URL(request.url ?? "", "http://x").pathname}`);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect((await caller.post(baseUrl, caller.textMessage({ from: "a", text: "b" }))).status).toBe(200);
  await caller.get(baseUrl, caller.verification("echo"));
  expect(seen).toEqual(["POST /hooks/wecom", "GET /hooks/wecom"]);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it("meets a stand-in that asks for a token first", async () => {
  const fake = await startFakeWecom();
  const answer = await fetch(`${fake.baseUrl}/cgi-bin/department/list`);
  await expect(answer.json()).resolves.toMatchObject({ errcode: 41001 });
  await fake.stop();
});
