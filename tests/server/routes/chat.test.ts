import type { SaidInApp } from "../../../server/ports";
import { buildCustomer, buildUser } from "../../support/factories";
import { useDatabase } from "../../support/db";
import { useApi } from "../../support/http";

const said: (SaidInApp & { by: string })[] = [];
const pressed: { by: string; actionId: string; externalId: string }[] = [];
const answer = { cards: [{ id: "c1", title: "已记下", rows: [], buttons: [{ text: "撤销", actionId: "a1" }] }] };

useDatabase();
const api = useApi({
  chat: {
    async say(actor, one) {
      said.push({ by: actor.id, ...one });
      return answer;
    },
    look: async (_actor, token) => ({
      actionId: token.split(".")[0] ?? "",
      text: "确认",
      card: { title: "这样记对吗？", rows: [] },
      outcome: null,
    }),
    async press(actor, one) {
      pressed.push({ by: actor.id, ...one });
      return answer;
    },
  },
});
beforeEach(() => {
  said.length = 0;
  pressed.length = 0;
});

test("a sentence goes to the bot's brain, with the page it was typed on", async () => {
  const rep = await buildUser();
  const { id } = await buildCustomer({ by: rep });
  const reply = await api.as(rep).post("/chat", { text: "下周报价", context: { customer: id } });
  expect(reply).toMatchObject({ status: 200, body: answer });
  expect(said).toEqual([{ by: rep._id, text: "下周报价", context: { customer: id }, externalId: expect.any(String) }]);
});

test("a repeat carries the id of the first, and says whose it is", async () => {
  const headers = { "idempotency-key": "k1" };
  const [rep, other] = [await buildUser(), await buildUser()];
  await api.as(rep).post("/chat", { text: "a" }, { headers });
  await api.as(rep).post("/chat", { text: "a" }, { headers });
  await api.as(other).post("/chat", { text: "a" }, { headers });
  await api.as(rep).post("/chat", { text: "a" });
  expect(said.map(({ by, externalId }) => [by, externalId])).toEqual([
    [rep._id, "k1"],
    [rep._id, "k1"],
    [other._id, "k1"],
    [rep._id, expect.stringMatching(/^[0-9a-f-]{36}$/)],
  ]);
});

test("a button is pressed", async () => {
  const rep = await buildUser();
  expect((await api.as(rep).post("/chat/actions", { actionId: "a1" })).status).toBe(200);
  expect(pressed).toEqual([{ by: rep._id, actionId: "a1", externalId: expect.any(String) }]);
});

test("20,000 characters reach the brain, more do not", async () => {
  const rep = api.as(await buildUser());
  expect((await rep.post("/chat", { text: "长".repeat(20_000) })).status).toBe(200);
  expect((await rep.post("/chat", { text: "长".repeat(20_001) })).status).toBe(422);
  expect((await rep.post("/chat", { text: "a", to: "b" })).status).toBe(422);
  expect((await api.post("/chat", { text: "a" })).status).toBe(401);
  expect(said).toHaveLength(1);
});
