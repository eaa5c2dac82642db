import { flushPromises, type VueWrapper } from "@vue/test-utils";
import { openPage, sampleServer } from "../support/openPage";
import { attainment, customer, me, reminder, today } from "../support/samples";
import { page, Refusal } from "../support/server";

let open: VueWrapper | null = null;
const visit = async (...where: Parameters<typeof openPage>) => (open = await openPage(...where));
afterEach(() => {
  open?.unmount();
  open = null;
});

test.each([
  ["/today", "还有 2 件事，1 件过期。"],
  ["/customers", "约 1 家，4 家有风险。"],
  ["/customers/c1", "杭州鼎盛科技有限公司"],
  ["/search?q=报价", "聊过的话 约 1"],
  ["/opportunities", "2 个在谈，共 ¥300,000。"],
  ["/opportunities/o1", "推进到商务谈判"],
  ["/leads", "王经理"],
  ["/leads/l1", "有手机号 +20"],
  ["/leads/new", "新线索"],
  ["/settings/lead-rules", "1 条规则，从上到下第一条合适的算数。"],
  ["/settings/lead-sources", "http://crm.example/forms/token"],
  ["/leads/l1/edit", "改 王经理"],
  ["/reminders", "还有 1 件没做。"],
  ["/reminders/r1", "发正式合同"],
  ["/customers/new?name=睿达", "新客户"],
  ["/customers/c1/edit", "改 杭州鼎盛科技有限公司"],
  ["/customers/c1/contacts/new", "杭州鼎盛科技有限公司 的联系人"],
  ["/contacts/k1/edit", "杭州鼎盛科技有限公司 的联系人"],
  ["/customers/c1/follow-ups/new", "和 杭州鼎盛科技有限公司 聊了什么"],
  ["/follow-ups/f1/edit", "怎么聊的"],
  ["/customers/c1/opportunities/new", "杭州鼎盛科技有限公司 的商机"],
  ["/opportunities/o1/edit", "预计签"],
  ["/reminders/new?customer=c1&day=2026-09-17", "明天 09:00"],
  ["/risks", "已 14 天没有联系"],
  ["/settings/rules", "1 条规则，0 条开着。"],
  ["/settings/rules/rule1", "每天看客户，如果没联系的天数不少于 10，就打上标签“沉睡”。"],
  ["/settings/rules/new", "写了跟进"],
  ["/rights-review", "岗位：总监"],
  ["/approvals", "韩梅 要到商务谈判"],
  ["/pool", "今天还能领 4 个（每天 5 个），已领 1 个，最多 50 个。"],
  ["/pool?view=leaving", "王五 · 30 天没跟进 · 09-18 周五 20:00回收"],
  ["/pool?view=protected", "1 位客户在保护期。"],
  ["/settings/pool", "几天没跟进"],
  ["/selling", "签了 ¥300,000，完成 50%。"],
  ["/settings/pipeline", "4 个阶段，停 7 天变黄，14 天变红。"],
  ["/more", "李雷，都在这儿。"],
  ["/rows/follow-ups?happenedAt=2026-09-14..2026-09-20&owner=lilei", "09-14 周一 至 09-20 周日"],
  ["/rows/opportunities?stage=won&sort=-stageChangedAt", "赢单"],
  ["/rows/customers?lastContactAt=..2026-09-02", "09-02 周三 以后没聊"],
  ["/rows/nonsense", "没有这一页。"],
  ["/reports/weekly", "跟进 16 条，9 家客户"],
  ["/feedback", "哪里不好用，直接说。"],
  ["/outbox", "没有要发的。"],
  ["/pick/a1", "是哪家客户？点一下就记。"],
  ["/names", "这 1 个叫法，知道你说的是谁。"],
  ["/customers/c1/access", "李雷授权，到 09-18 周五 23:59"],
  ["/customers/c1/share", "让谁一起看 杭州鼎盛科技有限公司？"],
  ["/customers/c1/transfer", "联系人、跟进、商机和没做完的提醒一起转过去。"],
  ["/hand-over", "客户 2 个，在谈商机 1 个 ¥300,000，没做完的提醒 1 件，说好还没到的事 0 件。"],
  ["/grants", "给王五 · 只看 · 到 09-18 周五 23:59"],
  ["/recycle-bin", "客户 · 李雷删的 · 昨天 10:00"],
  ["/members", "销售 · 华东二组"],
  ["/audit", "李雷 · 聊天 · 昨天 10:00"],
  ["/usage", "4,200 / 5,000"],
  ["/help", "说一句，就记下了。"],
  ["/nowhere", "没有这一页。"],
])("%s shows what it is for", async (path, words) => {
  const wrapper = await visit(path);
  const fields = wrapper.findAll("input").map((input) => input.element.value);
  expect([wrapper.text(), ...fields].join("\n")).toContain(words);
});

test("who leads others sees the team's sum first", async () => {
  const total = { target: 200_000_000, won: 50_000_000, share: 0.25 };
  const server = sampleServer().on("GET /reports/attainment", { ...attainment, total });
  expect((await visit("/selling", server)).text()).toContain("团队签了 ¥500,000，完成 25%。");
});

test("a stage whose name is too long is named on the key, which waits", async () => {
  const admin = { ...me, abilities: { ...me.abilities, setting: ["update"] } };
  const wrapper = await visit("/settings/pipeline", sampleServer().on("GET /me", admin));
  await wrapper.get('input[aria-label="阶段名称"]').setValue("初步接触以后再看一看");
  const key = wrapper.get("button.key--wide");
  expect(key.text()).toBe("“初步接触以后再看…”太长了，先改短");
  expect(key.attributes("disabled")).toBeDefined();
});

test("one's reminders are one's own, whatever else one may read", async () => {
  const server = sampleServer();
  await visit("/reminders", server);
  expect(server.called("GET /reminders")[0]?.query.get("owner")).toBe("lilei");
});

test("rows of more than one person say whose each is", async () => {
  const server = sampleServer().on("GET /reminders", page([{ ...reminder, owner: "wangwu", ownerName: "王五" }]));
  expect((await visit("/rows/reminders", server)).text()).toContain(" · 王五");
  expect((await visit("/rows/reminders?owner=wangwu", server)).find("li").text()).not.toContain("王五");
});

test("a hidden record and a missing one look the same", async () => {
  const missing = (await visit("/customers/c404")).find("main").html();
  open?.unmount();
  const hidden = sampleServer().on("GET /customers/c404", new Refusal(404, { code: "not_found" }));
  expect((await visit("/customers/c404", hidden)).find("main").html()).toBe(missing);
  expect(missing).toContain("看不到这条记录。");
});

test("a list that fails says so and tries again when asked", async () => {
  const server = sampleServer().on("GET /customers", new Refusal(500, { detail: "服务器出错了" }));
  const wrapper = await visit("/customers", server);
  expect(wrapper.text()).toContain("服务器出错了");
  server.on("GET /customers", page([customer]));
  await wrapper
    .findAll("button")
    .find((button) => button.text() === "再试一次")
    ?.trigger("click");
  await flushPromises();
  expect(wrapper.text()).toContain(customer.name);
});

test("a page that is not for one's role leads on instead of trying again", async () => {
  const detail = "你没有权限这样做，需要的话找管理员。";
  const wrapper = await visit("/audit", sampleServer().on("GET /audit-entries", new Refusal(403, { detail })));
  expect(wrapper.text()).toContain("这一页看不到。");
  expect(wrapper.text()).toContain(detail);
  expect(wrapper.text()).toContain("去今天");
  expect(wrapper.text()).not.toContain("再试一次");
});

test("the first time there is one sentence to try", async () => {
  const wrapper = await visit("/customers", sampleServer().on("GET /customers", page([])));
  expect(wrapper.text()).toContain("还没有客户，说一句就有了。");
});

test("a day without duties names the next one", async () => {
  const upcoming = [{ ...today.dueToday[0], dueFrom: "2026-09-18", dueTo: "2026-09-18", time: "09:00" }];
  const calm = { ...today, overdue: [], dueToday: [], upcoming };
  const wrapper = await visit("/today", sampleServer().on("GET /today", calm));
  expect(wrapper.text()).toContain("今天没有要跟的。");
  expect(wrapper.text()).toContain("下一件：09-18 周五 09:00");
});

test("without a network the strip says so and the page stays", async () => {
  const server = sampleServer();
  const wrapper = await visit("/today", server);
  server.isDown = true;
  await wrapper.find('button[aria-label="完成：电话确认"]').trigger("click");
  await flushPromises();
  expect(wrapper.text()).toContain("没有网络，先存在手机里");
  expect(wrapper.text()).toContain("待发 1 句");
  expect(wrapper.text()).toContain("已完成");
});

test("a rep without the right sees no key for it", async () => {
  const readOnly = { ...customer, abilities: ["read"] };
  const wrapper = await visit("/customers/c1", sampleServer().on("GET /customers/c1", readOnly));
  expect(wrapper.text()).not.toContain("写跟进");
});

test("marks are read as marks, ticks and changes as sentences", async () => {
  const wrapper = await visit("/customers/c1");
  expect(wrapper.find("mark").text()).toBe("30万");
  expect(wrapper.find('button[aria-label="完成：发正式合同"]').exists()).toBe(true);
  expect(wrapper.text()).toContain("从 ¥280,000 改成 ¥300,000");
});

test("names are text, never markup", async () => {
  const name = "<img src=x onerror=alert(1)>";
  const wrapper = await visit("/customers", sampleServer().on("GET /customers", page([{ ...customer, name }])));
  expect(wrapper.text()).toContain(name);
  expect(wrapper.find("main img").exists()).toBe(false);
});

test("a name pasted far too long stays as it is, and the form says what fits", async () => {
  const form = await visit("/customers/new");
  const name = form.find("input");
  await name.setValue("长".repeat(20_000));
  await form.find("form").trigger("submit");
  await flushPromises();
  expect(name.element.value).toHaveLength(20_000);
  expect(form.text()).toContain("最多 80 字");
});
