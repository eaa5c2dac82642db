import { flushPromises, type VueWrapper } from "@vue/test-utils";
import { openPage, sampleServer } from "../support/openPage";
import { conversion, lead } from "../support/samples";
import { page, Refusal } from "../support/server";

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

test("several are chosen and given to one colleague; one that is refused stays chosen, with the reason", async () => {
  const others = ["l2", "l3"].map((id) => ({ ...lead, id, name: `客人${id}` }));
  const server = sampleServer()
    .on("GET /leads", page([lead, ...others]))
    .on("POST /leads/l1/assign", lead)
    .on("POST /leads/l2/assign", new Refusal(409, { code: "already_settled", detail: "这件事已经处理过了。" }));
  open = await openPage("/leads", server);
  await tap("选几条");
  expect(keyCalled("点要分的线索")?.disabled).toBe(true);
  for (const box of [...document.body.querySelectorAll<HTMLInputElement>(".pick input")].slice(0, 2)) {
    box.dispatchEvent(new Event("change"));
  }
  await flushPromises();
  await tap("分配给…（2 条）");
  const [colleague] = document.body.querySelectorAll<HTMLElement>(".colleagues__list button");
  colleague?.click();
  await flushPromises();
  await tap("分给他");
  expect(server.called("GET /colleagues")[0]?.query.get("mayOwn")).toBe("lead");
  expect(server.called("POST /leads/l1/assign")).toHaveLength(1);
  expect(server.called("POST /leads/l3/assign")).toEqual([]);
  expect(document.body.textContent).toContain("这件事已经处理过了。");
  expect(keyCalled("分配给…（1 条）")).toBeDefined();
});
