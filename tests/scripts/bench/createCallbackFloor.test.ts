import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createCallbackFloor } from "../../../scripts/bench/createCallbackFloor";
import { createWecomCaller } from "../../support/wecom";

const keys = {
  token: "crmCallbackToken2026",
  encodingAesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
  corpId: "ww1234567890abcdef",
  agentId: "1000002",
};

it("takes a signed callback and refuses another", async () => {
  const app = createCallbackFloor(keys);
  app.silent = true;
  const handle = app.callback();
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const caller = createWecomCaller(keys);
  const callback = caller.textMessage({ from: "zhangsan", text: "见了张总" });
  expect((await caller.post(baseUrl, callback)).status).toBe(200);
  expect((await caller.post(baseUrl, { ...callback, query: { ...callback.query, nonce: "other" } })).status).toBe(401);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
