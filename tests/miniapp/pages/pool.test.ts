import { flushPromises, type VueWrapper } from "@vue/test-utils";
import { DEFAULT_POOL_RULES } from "../../../models/shared/values/pool";
import { openPage, sampleServer } from "../support/openPage";
import { pooledCustomer } from "../support/poolSamples";
import { customer, me } from "../support/samples";
import { page, Refusal } from "../support/server";

let open: VueWrapper | null = null;
const visit = async (...where: Parameters<typeof openPage>) => (open = await openPage(...where));
afterEach(() => {
  open?.unmount();
  open = null;
});

/** Sheets stand beside the page, in the body. */
async function tap(words: string) {
  const keys = [...document.body.querySelectorAll<HTMLElement>("button")];
  const key = keys.findLast((one) => [one.textContent?.trim(), one.getAttribute("aria-label")].includes(words));
  if (!key) throw new Error(`no key ${words}`);
  if (key.getAttribute("type") === "submit")
    key.closest("form")?.dispatchEvent(new Event("submit", { cancelable: true }));
  else key.click();
  await flushPromises();
  await flushPromises();
}

test("the pool asks for what nobody has, in the chosen order, and one tap takes one", async () => {
  const server = sampleServer()
    .on("GET /customers", page([pooledCustomer]))
    .on("POST /customers/c1/claim", customer);
  await visit("/pool", server);
  const asked = () => Object.fromEntries(server.called("GET /customers").at(-1)?.query ?? []);
  expect(asked()).toMatchObject({ owner: "none", sort: "-lastContactAt" });
  await tap("刚进公海");
  await tap("B 级");
  expect(asked()).toMatchObject({ sort: "-pooledAt", level: "B" });
  const counted = server.called("GET /pool/claims").length;
  await tap("领取 杭州鼎盛科技有限公司");
  expect(server.called("POST /customers/c1/claim")).toHaveLength(1);
  expect(server.called("GET /pool/claims").length).toBeGreaterThan(counted);
});

test("a refusal stays in sight", async () => {
  const detail = "这位客户已经被领走了，不在公海里。";
  const server = sampleServer()
    .on("GET /customers", page([pooledCustomer]))
    .on("POST /customers/c1/claim", new Refusal(409, { code: "not_in_pool", detail }));
  const wrapper = await visit("/pool", server);
  await tap("领取 杭州鼎盛科技有限公司");
  expect(wrapper.find('[role="alert"]').text()).toContain(detail);
});

test("a masked customer shows who it is and the way to take it, and no way to write", async () => {
  const server = sampleServer().on("GET /customers/c1", pooledCustomer);
  const wrapper = await visit("/customers/c1", server);
  expect(wrapper.text()).toContain("领取以后看得到电话");
  expect(wrapper.text()).not.toContain("时间线");
  expect(server.called("GET /customers/c1/timeline")).toEqual([]);
  server.on("POST /customers/c1/claim", customer).on("GET /customers/c1", customer);
  await tap("领取");
  expect(wrapper.text()).toContain("时间线");
});

test("giving up asks why", async () => {
  const own = { ...customer, protectedUntil: null, abilities: [...customer.abilities, "release", "protect"] };
  const server = sampleServer().on("GET /customers/c1", own).on("POST /customers/c1/release", pooledCustomer);
  await visit("/customers/c1", server);
  await tap("资料");
  await tap("放回公海");
  await tap("联系不上");
  await tap("放回公海");
  expect(server.called("POST /customers/c1/release")[0]?.body).toEqual({ reason: "联系不上" });
});

test("the rules are tried out as they stand in the form, and saved with the version they were read", async () => {
  const server = sampleServer().on("GET /me", { ...me, abilities: { ...me.abilities, setting: ["read", "update"] } });
  const wrapper = await visit("/settings/pool", server);
  await wrapper.findAll("input")[0]?.setValue("15");
  await wrapper.findAll("input")[1]?.setValue("");
  await tap("照这样，谁会被回收");
  const edited = { ...DEFAULT_POOL_RULES, noFollowUpDays: 15, noDealDays: null };
  expect(server.called("POST /pool/rehearsal")[0]?.body).toEqual({ rules: edited });
  expect(wrapper.text()).toContain("今晚回收 0 位，几天内共 1 位。");
  server.on("PATCH /pool/rules", { version: 1, value: edited });
  await tap("存下");
  expect(server.called("PATCH /pool/rules")[0]?.body).toEqual({ version: 0, value: edited });
});

test("who was overtaken sees what the other set, and the next try keeps both", async () => {
  const stale = new Refusal(409, { code: "stale_version", detail: "别人刚改过这条记录，请看一下再存。" });
  const server = sampleServer()
    .on("GET /me", { ...me, abilities: { ...me.abilities, setting: ["read", "update"] } })
    .on("PATCH /pool/rules", stale);
  const wrapper = await visit("/settings/pool", server);
  await wrapper.findAll("input")[0]?.setValue("15");
  server.on("GET /pool/rules", { version: 1, value: { ...DEFAULT_POOL_RULES, noDealDays: 77 } });
  await tap("存下");
  expect(wrapper.text()).toContain("别人刚改过");
  expect(wrapper.findAll("input").map(({ element }) => element.value)).toEqual(expect.arrayContaining(["15", "77"]));

  const both = { ...DEFAULT_POOL_RULES, noFollowUpDays: 15, noDealDays: 77 };
  server.on("PATCH /pool/rules", { version: 2, value: both });
  await tap("再试一次");
  expect(server.called("PATCH /pool/rules")[1]?.body).toEqual({ version: 1, value: both });
});

test("a company is reported with a name and what it is for", async () => {
  const server = sampleServer().on("GET /customers", page([])).on("POST /pool/reports", customer);
  const wrapper = await visit("/pool?view=protected", server);
  await wrapper.find('input[aria-label="公司名称"]').setValue("海川科技");
  await wrapper.find('input[aria-label="什么项目"]').setValue("设备采购");
  await tap("报备");
  expect(server.called("POST /pool/reports")[0]?.body).toEqual({ name: "海川科技", protectedFor: "设备采购" });
});
