import { flushPromises, type VueWrapper } from "@vue/test-utils";
import { openPage, sampleServer } from "../support/openPage";
import { conversion, lead } from "../support/samples";
import { Refusal } from "../support/server";

let open: VueWrapper | null = null;
afterEach(() => {
  open?.unmount();
  open = null;
});

/** Sheets stand beside the page, in the body. */
const keyCalled = (words: string) =>
  [...document.body.querySelectorAll("button")].find((button) => button.textContent?.trim() === words);

async function tap(words: string) {
  const key = keyCalled(words);
  if (!key) throw new Error(`no key ${words}`);
  key.click();
  await flushPromises();
  await flushPromises();
}

test("a lead that may be a customer of the house is converted once it is said which", async () => {
  const server = sampleServer().on("POST /leads/l1/convert", { ...lead, state: "converted" });
  open = await openPage("/leads/l1", server);
  await tap("转客户");
  expect(document.body.textContent).toContain("海川科技的需求 · 没说金额");
  expect(keyCalled("确认转客户")?.disabled).toBe(true);
  await tap("并入 杭州鼎盛科技有限公司（杭州）");
  await tap("确认转客户");
  expect(server.called("POST /leads/l1/convert").map(({ body }) => body)).toMatchObject([
    { customer: "c1", withDeal: true },
  ]);
});

test("one nobody knows needs no choice, and a refusal stays in sight", async () => {
  const server = sampleServer()
    .on("GET /leads/l1/conversion", { ...conversion, matches: [] })
    .on("POST /leads/l1/convert", new Refusal(409, { code: "already_settled", detail: "这件事已经处理过了。" }));
  open = await openPage("/leads/l1", server);
  await tap("转客户");
  await tap("确认转客户");
  expect(server.called("POST /leads/l1/convert").map(({ body }) => body)).toMatchObject([
    { customer: null, withDeal: true },
  ]);
  expect(document.body.textContent).toContain("这件事已经处理过了。");
});

test("a lead is answered with one tap", async () => {
  const server = sampleServer().on("POST /leads/l1/take", { ...lead, state: "working" });
  open = await openPage("/leads/l1", server);
  await tap("接手");
  expect(server.called("POST /leads/l1/take")).toHaveLength(1);
});
